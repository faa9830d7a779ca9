package io.vecstore;

/**
 * How far a compaction has come.
 *
 * @param bytesWritten so far
 * @param bytesExpected about how many it will write; an estimate that may turn out too low or too high
 */
public record CompactionProgress(long bytesWritten, long bytesExpected) {}
