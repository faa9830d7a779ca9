/** vecstore behind langchain4j's interfaces. The modules required statically are needed by the adapters of their name. */
module io.vecstore.langchain4j {
    requires static transitive org.jspecify;
    requires transitive io.vecstore.core;
    requires transitive langchain4j.core;
    requires static io.vecstore.embeddings;
    requires static io.vecstore.text;
    requires com.fasterxml.jackson.databind;

    exports io.vecstore.langchain4j;
}
