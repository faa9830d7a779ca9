/** The vecstore engine: an embedded, crash-safe store with dense, lexical and hybrid search. */
module io.vecstore.core {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires jdk.jfr;
    requires org.slf4j;
    requires roaringbitmap;

    exports io.vecstore;
    exports io.vecstore.analysis;
    exports io.vecstore.error;
    exports io.vecstore.exchange;
    exports io.vecstore.filter;
    exports io.vecstore.fusion;
}
