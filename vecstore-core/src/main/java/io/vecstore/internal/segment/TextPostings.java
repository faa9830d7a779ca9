package io.vecstore.internal.segment;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.bm25.MemoryPostings;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.model.RecordData;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a segment's inverted index while that is damaged: an index in memory, made from the texts by whoever
 * asks first, be it a search or the rebuild. Thread-safe.
 */
final class TextPostings {

    private final MappedTable records;
    private final Analyzer analyzer;
    private @Nullable Postings index;

    TextPostings(MappedTable records, Analyzer analyzer) {
        this.records = records;
        this.analyzer = analyzer;
    }

    int recordCount() {
        return records.size();
    }

    synchronized Postings index() {
        if (index == null) {
            index = build();
        }
        return index;
    }

    private Postings build() {
        MemoryPostings built = new MemoryPostings(analyzer);
        RowCursor cursor = records.cursor();
        for (int ordinal = 0; ordinal < records.size(); ordinal++) {
            if (records.hasText(ordinal) && records.deletedAt(ordinal) == RecordData.NEVER) {
                built.add(ordinal, new String(cursor.textBytes(ordinal), StandardCharsets.UTF_8));
            }
        }
        return built.view(records.size());
    }

    /** Gives the memory back, once the file is there again. */
    synchronized void forget() {
        index = null;
    }
}
