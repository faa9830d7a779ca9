package io.vecstore.fusion;

/** Where a ranked list comes from. */
public enum Source {
    /** Similarity of dense vectors. */
    DENSE,
    /** BM25 over text. */
    LEXICAL
}
