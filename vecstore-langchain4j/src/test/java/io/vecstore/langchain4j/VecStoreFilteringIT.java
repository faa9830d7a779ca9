package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithFilteringIT;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** langchain4j's own tests of adding, finding and filtering, on our store. */
class VecStoreFilteringIT extends EmbeddingStoreWithFilteringIT {

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
    protected void clearStore() {
        store.removeAll();
    }

    @Override
    protected EmbeddingStore<TextSegment> embeddingStore() {
        return store;
    }

    @Override
    protected EmbeddingModel embeddingModel() {
        return SharedModel.get();
    }

    @Override
    protected boolean supportsContains() {
        return true;
    }
}
