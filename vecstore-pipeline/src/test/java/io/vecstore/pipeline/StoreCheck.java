package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.Document;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What has to hold of a synced collection at any time. */
public final class StoreCheck {

    private StoreCheck() {}

    /**
     * Every chunk has a document, is that document's text at its place, has the vector of that text, and is there once.
     */
    public static void assertConsistent(VectorCollection collection, Embedder embedder) {
        Set<String> ids = new HashSet<>();
        collection.forEach(chunk -> {
            assertThat(ids.add(chunk.id())).as("%s is there once", chunk.id()).isTrue();
            String text = chunk.text().orElseThrow();
            Document document =
                    collection.document(chunk.documentId().orElseThrow()).orElseThrow();
            int start = (int) chunk.metadata().longValue("start").orElseThrow();
            int end = (int) chunk.metadata().longValue("end").orElseThrow();
            assertThat(document.text().substring(start, end)).isEqualTo(text);
            assertThat(chunk.metadata().string("hash"))
                    .isEqualTo(document.metadata().string("hash"));
            assertThat(chunk.vector().orElseThrow()).isEqualTo(embedder.embed(text, InputType.PASSAGE));
        });
    }

    /** The texts of all chunks by id: equal maps are equal contents. */
    public static Map<String, String> chunks(VectorCollection collection) {
        Map<String, String> chunks = new TreeMap<>();
        collection.forEach((VectorRecord chunk) -> chunks.put(
                chunk.id(), chunk.text().orElseThrow() + chunk.metadata().toJson()));
        return chunks;
    }
}
