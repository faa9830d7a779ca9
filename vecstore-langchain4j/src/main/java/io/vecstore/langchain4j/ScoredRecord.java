package io.vecstore.langchain4j;

import io.vecstore.VectorRecord;

/** A record that was found, with its score: higher is better. */
record ScoredRecord(VectorRecord record, double score) {}
