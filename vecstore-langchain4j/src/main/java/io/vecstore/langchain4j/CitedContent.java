package io.vecstore.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import io.vecstore.VectorRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Records that were found as contents that say where they come from. The keys are those of segment metadata. */
final class CitedContent {

    static final String ID = "id";
    static final String SOURCE = "source";
    static final String PAGE = "page";
    static final String HEADING = "heading";
    static final String HEADING_SEPARATOR = " > ";
    static final String START = "start";
    static final String END = "end";

    /** Where vecstore's own pipeline keeps the heading path, as a list. */
    private static final String PIPELINE_HEADINGS = "headings";

    private CitedContent() {}

    /** A content, from a record that has a segment. */
    static Content of(ScoredRecord found) {
        VectorRecord record = found.record();
        TextSegment segment = SegmentRecords.segment(record).orElseThrow();
        Metadata metadata = segment.metadata();
        metadata.put(ID, record.id());
        if (!metadata.containsKey(SOURCE)) {
            record.documentId().ifPresent(id -> metadata.put(SOURCE, id));
        }
        if (!metadata.containsKey(HEADING)
                && record.metadata().asMap().get(PIPELINE_HEADINGS) instanceof List<?> path
                && !path.isEmpty()) {
            metadata.put(HEADING, headingPath(path));
        }
        return Content.from(
                segment, Map.of(ContentMetadata.SCORE, found.score(), ContentMetadata.EMBEDDING_ID, record.id()));
    }

    static String headingPath(List<?> path) {
        return path.stream().map(String::valueOf).collect(Collectors.joining(HEADING_SEPARATOR));
    }
}
