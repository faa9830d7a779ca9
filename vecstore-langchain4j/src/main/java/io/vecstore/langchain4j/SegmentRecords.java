package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import io.vecstore.VectorRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Segments with their embeddings as records, and back. */
final class SegmentRecords {

    private SegmentRecords() {}

    static VectorRecord toRecord(String id, Embedding embedding, @Nullable TextSegment segment) {
        VectorRecord.Builder record = VectorRecord.builder(id).vector(embedding.vector());
        if (segment != null) {
            record.text(segment.text()).metadata(SegmentMetadata.toStored(segment.metadata()));
        }
        return record.build();
    }

    /** Whether {@link #segment} is present. */
    static boolean hasSegment(VectorRecord record) {
        return record.text().filter(text -> !text.isBlank()).isPresent();
    }

    /** The segment, unless the record has no text, or a blank one, which langchain4j does not allow. */
    static Optional<TextSegment> segment(VectorRecord record) {
        return record.text()
                .filter(text -> !text.isBlank())
                .map(text -> TextSegment.from(text, SegmentMetadata.toSegment(record.metadata())));
    }

    /** A match; its embedding or its segment is null where the record has none, as langchain4j wants it. */
    static EmbeddingMatch<TextSegment> toMatch(ScoredRecord found) {
        VectorRecord record = found.record();
        return new EmbeddingMatch<>(
                found.score(),
                record.id(),
                record.vector().map(Embedding::from).orElse(null),
                segment(record).orElse(null));
    }
}
