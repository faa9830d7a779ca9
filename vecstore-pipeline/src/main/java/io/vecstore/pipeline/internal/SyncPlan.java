package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.SyncStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be done so that the store becomes like the folder, as far as sizes and times tell.
 *
 * @param toRead files to look into, by path
 * @param unchanged paths of documents that need nothing
 * @param failed files that failed before and have not changed since, and places that cannot be looked into
 * @param skipped the same for files that no parser reads, and for what is no file
 * @param gone entries whose files are gone, by id
 */
record SyncPlan(
        List<Work> toRead,
        List<String> unchanged,
        List<FileFailure> failed,
        List<FileFailure> skipped,
        Map<String, LedgerEntry> gone) {

    /**
     * A file to look into.
     *
     * @param file as it was scanned
     * @param entry what is stored about it
     */
    record Work(ScannedFile file, Optional<LedgerEntry> entry) {

        /** Whether there is a document of an older version of the file. */
        boolean isKnown() {
            return entry.flatMap(LedgerEntry::content).isPresent();
        }
    }

    static SyncPlan of(FolderScan scan, Ledger ledger, String settings, boolean retryFailed) {
        SyncPlan plan = new SyncPlan(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(scan.failed()),
                new ArrayList<>(scan.skipped()),
                new LinkedHashMap<>());
        Set<String> present = new HashSet<>();
        for (ScannedFile file : scan.files()) {
            present.add(file.id());
            plan.sort(new Work(file, ledger.find(file.id())), settings, retryFailed);
        }
        for (LedgerEntry entry : ledger.entries()) {
            if (!present.contains(entry.id()) && !scan.isUnknown(entry.path())) {
                plan.gone.put(entry.id(), entry);
            }
        }
        return plan;
    }

    private void sort(Work work, String settings, boolean retryFailed) {
        FileStat stat = work.file().stat();
        Optional<RememberedFailure> failure = work.entry().flatMap(LedgerEntry::failure);
        boolean known = failure.map(RememberedFailure::version)
                .or(() -> work.entry().flatMap(LedgerEntry::content))
                .filter(version -> version.isSameFile(stat, settings))
                .isPresent();
        if (!known || failure.filter(each -> each.isToBeRetried(retryFailed)).isPresent()) {
            toRead.add(work);
        } else if (failure.isEmpty()) {
            unchanged.add(work.file().path());
        } else {
            reported(failure.get()).add(failure.get().of(work.file().path()));
        }
    }

    private List<FileFailure> reported(RememberedFailure failure) {
        return failure.isSkipped() ? skipped : failed;
    }

    /** How many documents are surely lost: gone, and no file to look into has their size, so that none has moved. */
    long surelyGone() {
        Set<Long> sizes = new HashSet<>();
        toRead.forEach(work -> sizes.add(work.file().stat().size()));
        return gone.values().stream()
                .flatMap(entry -> entry.content().stream())
                .filter(version -> !sizes.contains(version.stat().size()))
                .count();
    }

    /** What there is to do, for the listener. */
    SyncStart start(Path root, FolderScan scan) {
        return new SyncStart(root.toString(), scan.files().size(), toRead.size(), bytesToRead(), gone.size());
    }

    long bytesToRead() {
        return toRead.stream().mapToLong(work -> work.file().stat().size()).sum();
    }
}
