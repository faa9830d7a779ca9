package io.vecstore.pipeline.internal;

import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import io.vecstore.pipeline.internal.FileStep.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The vectors of one group of documents by text: those that are stored already, and those of the model for the
 * others, each text once. For one thread.
 */
final class VectorSource {

    /** Texts per call of the model: between two calls there is progress, and room for an interrupt. */
    private static final int SLICE = 32;

    private final Map<String, float[]> vectors = new HashMap<>();
    private final ModelGuard model;
    private long textsEmbedded;

    VectorSource(ModelGuard model) {
        this.model = model;
    }

    /** Makes the vectors of a document's stored chunks available. */
    void reuse(VectorCollection collection, String documentId) {
        for (VectorRecord chunk : collection.chunks(documentId)) {
            chunk.vector().ifPresent(vector -> vectors.put(chunk.text().orElseThrow(), vector));
        }
    }

    /**
     * Embeds what is missing for documents.
     *
     * @param progress is told how many more texts have been embedded
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails; what was embedded before stays
     */
    void embedMissing(List<Parsed> documents, IntConsumer progress) {
        List<String> missing = missing(documents);
        if (missing.isEmpty()) {
            return;
        }
        Embedder embedder = model.startForWriting();
        for (int from = 0; from < missing.size(); from += SLICE) {
            List<String> slice = missing.subList(from, Math.min(from + SLICE, missing.size()));
            List<float[]> made = embedder.embedAll(slice, InputType.PASSAGE);
            for (int i = 0; i < slice.size(); i++) {
                vectors.put(slice.get(i), made.get(i));
            }
            textsEmbedded += slice.size();
            progress.accept(slice.size());
        }
    }

    private List<String> missing(List<Parsed> documents) {
        Set<String> missing = new LinkedHashSet<>();
        for (Parsed document : documents) {
            document.chunks().stream().map(chunk -> chunk.chunk().text()).forEach(missing::add);
        }
        missing.removeAll(vectors.keySet());
        return new ArrayList<>(missing);
    }

    /** The records of a document's chunks; all of their vectors must be here. */
    List<VectorRecord> records(Parsed document) {
        return document.chunks().stream()
                .map(chunk -> ChunkRecords.record(
                        document.document().id(),
                        chunk.chunk(),
                        chunk.metadata(),
                        Objects.requireNonNull(vectors.get(chunk.chunk().text()))))
                .toList();
    }

    long textsEmbedded() {
        return textsEmbedded;
    }
}
