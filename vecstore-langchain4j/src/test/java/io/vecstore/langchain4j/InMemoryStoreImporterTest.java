package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.vecstore.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryStoreImporterTest {

    @TempDir
    Path folder;

    private VecStoreEmbeddingStore store;

    @BeforeEach
    void open() {
        store = VecStoreEmbeddingStore.open(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void importFile_whatTheInMemoryStoreWrote_givesTheSameResults() {
        InMemoryEmbeddingStore<TextSegment> original = new InMemoryEmbeddingStore<>();
        for (int i = 0; i < 2_500; i++) {
            TextSegment segment = TextSegment.from(
                    "text \"" + i + "\" \u00e4",
                    new Metadata()
                            .put("n", i)
                            .put("l", Long.MAX_VALUE)
                            .put("d", 0.5)
                            .put("s", "v"));
            original.add("id" + i, StubModel.vector("v" + i, 8), segment);
        }
        original.add("plain", StubModel.vector("plain", 8));
        Path file = folder.resolve("store.json");
        original.serializeToFile(file);

        assertThat(InMemoryStoreImporter.importFile(file, store)).isEqualTo(2_501);

        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .queryEmbedding(StubModel.vector("plain", 8))
                .maxResults(50)
                .build();
        assertThat(store.search(request).matches())
                .usingRecursiveComparison()
                .ignoringFields("score")
                .isEqualTo(InMemoryEmbeddingStore.fromFile(file).search(request).matches());
        assertThat(store.collection().count()).isEqualTo(2_501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"entries\":{}}",
                "{\"entries\":[",
                "{\"entries\":[1]}",
                "{\"entries\":[{\"id\":\"a\"}]}",
                "{\"entries\":[{\"id\":\"a\",\"embedding\":{\"vector\":[]}}]}",
                "{\"entries\":[{\"id\":\"a\",\"embedding\":{\"vector\":[\"1\"]}}]}",
                "{\"entries\":[{\"embedding\":{\"vector\":[1.0]}}]}",
                "{\"entries\":[{\"id\":\"a\",\"embedding\":{\"vector\":[1.0]},\"embedded\":{}}]}",
                "{\"entries\":[{\"id\":\"a\",\"embedding\":{\"vector\":[1.0]},"
                        + "\"embedded\":{\"text\":\"x\",\"metadata\":{\"metadata\":{\"k\":[]}}}}]}"
            })
    void importFile_somethingElse_namesTheFile(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), content);

        assertThatThrownBy(() -> InMemoryStoreImporter.importFile(file, store))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("other.json");
        assertThat(store.collection().count()).isZero();
    }

    @Test
    void importFile_missing_namesTheFile() {
        assertThatThrownBy(() -> InMemoryStoreImporter.importFile(folder.resolve("none.json"), store))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }
}
