package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** langchain4j's own tests of adding lists, on our store. */
class VecStoreAddAllIT implements EmbeddingStoreAddAllContract {

    @TempDir
    static Path folder;

    private static VecStoreEmbeddingStore store;

    @BeforeAll
    static void open() {
        store = VecStoreEmbeddingStore.open(folder);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    public EmbeddingStore<TextSegment> embeddingStore() {
        return store;
    }
}
