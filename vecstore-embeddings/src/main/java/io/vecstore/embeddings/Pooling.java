package io.vecstore.embeddings;

/** How the vectors of a text's tokens become the vector of the text. */
public enum Pooling {
    /** The mean over all tokens, special tokens included (sentence-transformers' default). */
    MEAN,
    /** The vector of the first token, {@code [CLS]} in the BERT family. */
    CLS,
    /** The maximum of every component over all tokens. */
    MAX,
    /** None on our side: the model itself returns one vector for each text. */
    MODEL
}
