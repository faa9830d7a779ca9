package io.vecstore.bench.store;

/**
 * One line of the table.
 *
 * @param goal what the value should be; empty where there is none
 */
record Figure(String name, double value, String unit, String goal) {}
