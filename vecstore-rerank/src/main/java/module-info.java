/** Candidates in, a better order out: cross-encoders, late interaction, diversity, ensembles. */
module io.vecstore.rerank {
    requires static transitive org.jspecify;
    requires transitive io.vecstore.embeddings;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports io.vecstore.rerank;
}
