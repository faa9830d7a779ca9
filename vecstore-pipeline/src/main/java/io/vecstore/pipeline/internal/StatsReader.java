package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.VectorCollection;
import io.vecstore.pipeline.PipelineStats;
import io.vecstore.pipeline.PipelineStats.FolderStats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what the ledgers of all folders say. */
public final class StatsReader {

    private StatsReader() {}

    public static PipelineStats read(VectorCollection collection, Optional<String> model) {
        Map<String, FolderStats> folders = new TreeMap<>();
        collection.forEachDocument(document -> document.metadata()
                .string(Fields.ROOT)
                .ifPresent(root -> folders.merge(root, count(root, document), StatsReader::sum)));
        return new PipelineStats(List.copyOf(folders.values()), collection.count(), model, collection.stats());
    }

    private static FolderStats count(String root, Document document) {
        LedgerEntry entry = LedgerEntry.of(document);
        boolean skipped = entry.failure().filter(RememberedFailure::isSkipped).isPresent();
        return new FolderStats(
                root,
                entry.content().isPresent() ? 1 : 0,
                entry.failure().isPresent() && !skipped ? 1 : 0,
                skipped ? 1 : 0,
                document.text().length());
    }

    private static FolderStats sum(FolderStats a, FolderStats b) {
        return new FolderStats(
                a.root(),
                a.documents() + b.documents(),
                a.failed() + b.failed(),
                a.skipped() + b.skipped(),
                a.characters() + b.characters());
    }
}
