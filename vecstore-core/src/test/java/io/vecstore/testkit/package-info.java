/**
 * <b>What.</b> Fakes and oracles that several tests share: a clock, reference distances, file systems that fail on demand
 * ({@code FaultyStorage}) or lose what a power cut would ({@code SimulatedDisk}), and a judge of stores.
 *
 * <p><b>How.</b> {@code RandomChanges} makes commits from a seed and a number; {@code StoreModel} says what a collection
 * holds after them; {@code StoreOracle} compares a collection with that. {@code Workload} puts the three together.
 *
 * <p><b>Rules.</b> The same seed does the same. Nothing here looks into the engine; what it is told goes through
 * {@code VectorCollection} and {@code Storage}.
 *
 * <p><b>Start reading at</b> {@code Workload}, then {@code StoreOracle}.
 */
@NullMarked
package io.vecstore.testkit;

import org.jspecify.annotations.NullMarked;
