package io.vecstore.embeddings;

/** What a text is to a model: asymmetric models put another prefix before each kind. */
public enum InputType {
    /** A question or search phrase. */
    QUERY,
    /** A text that is searched: a chunk of a document. */
    PASSAGE
}
