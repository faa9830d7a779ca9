/** Folders in, cited passages out: parses, splits, embeds, stores and retrieves as one object. */
module io.vecstore.pipeline {
    requires static transitive org.jspecify;
    requires transitive io.vecstore.core;
    requires transitive io.vecstore.embeddings;
    requires transitive io.vecstore.text;
    requires org.slf4j;

    exports io.vecstore.pipeline;
    exports io.vecstore.pipeline.sync;
}
