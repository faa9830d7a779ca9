package io.vecstore.pipeline;

/** How passages are found. */
public enum SearchMode {
    /** By meaning and by words, fused; the default. */
    HYBRID,
    /** By meaning: similarity of vectors. */
    DENSE,
    /** By words: BM25. Needs no model. */
    LEXICAL
}
