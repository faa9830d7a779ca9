package io.vecstore.pipeline.internal;

import io.vecstore.Hit;
import io.vecstore.Metadata;
import io.vecstore.VectorRecord;
import io.vecstore.pipeline.Citation;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.Passage.PageBreak;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.split.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How a chunk is stored as a record, and how a record that was found becomes a passage again. */
public final class ChunkRecords {

    /** Goes up when chunks are stored in another way, so that what is stored is brought up to date. */
    static final int VERSION = 1;

    private ChunkRecords() {}

    /**
     * The metadata of a chunk.
     *
     * @param document the metadata of its document, of which it repeats what a filter or a citation needs
     */
    static Metadata metadata(Metadata document, ParsedDocument parsed, Chunk chunk) {
        Metadata.Builder metadata = Metadata.builder();
        for (String key : List.of(Fields.ROOT, Fields.PATH, Fields.TITLE, Fields.MEDIA_TYPE, Fields.HASH)) {
            document.string(key).ifPresent(value -> metadata.put(key, value));
        }
        metadata.put(Fields.HEADINGS, chunk.headingPath());
        chunk.page().ifPresent(page -> metadata.put(Fields.PAGE, page));
        List<List<Integer>> breaks = parsed.pages().stream()
                .filter(page -> page.start() > chunk.start() && page.start() < chunk.end())
                .map(page -> List.of(page.start(), page.number()))
                .toList();
        if (!breaks.isEmpty()) {
            metadata.put(Fields.PAGE_BREAKS, breaks);
        }
        return metadata.put(Fields.START, chunk.start())
                .put(Fields.END, chunk.end())
                .build();
    }

    static VectorRecord record(String documentId, Chunk chunk, Metadata metadata, float[] vector) {
        return VectorRecord.builder(documentId + "#" + chunk.index())
                .documentId(documentId)
                .text(chunk.text())
                .vector(vector)
                .metadata(metadata)
                .build();
    }

    /** What was found, as a passage. */
    public static Passage passage(Hit hit) {
        VectorRecord chunk = hit.record();
        return new Passage(citation(chunk), hit.score(), hit.parts(), hit.explanation(), pageBreaks(chunk.metadata()));
    }

    private static Citation citation(VectorRecord chunk) {
        Metadata metadata = chunk.metadata();
        String documentId = chunk.documentId().orElseThrow();
        OptionalLong page = metadata.longValue(Fields.PAGE);
        return new Citation(
                SourcePaths.fileUri(documentId),
                documentId,
                metadata.string(Fields.HASH).orElseThrow(),
                metadata.string(Fields.TITLE).orElse(""),
                strings(metadata),
                page.isPresent() ? OptionalInt.of((int) page.getAsLong()) : OptionalInt.empty(),
                (int) metadata.longValue(Fields.START).orElseThrow(),
                (int) metadata.longValue(Fields.END).orElseThrow(),
                chunk.text().orElseThrow());
    }

    private static List<String> strings(Metadata metadata) {
        return metadata.value(Fields.HEADINGS).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
    }

    private static List<PageBreak> pageBreaks(Metadata metadata) {
        List<PageBreak> breaks = new ArrayList<>();
        if (metadata.value(Fields.PAGE_BREAKS).orElse(List.of()) instanceof List<?> pairs) {
            for (Object pair : pairs) {
                List<?> numbers = (List<?>) pair;
                breaks.add(new PageBreak(number(numbers.getFirst()), number(numbers.getLast())));
            }
        }
        return breaks;
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }
}
