package io.vecstore.internal.store;

import io.vecstore.RepairReport.Action;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.BlockCache;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.SegmentCheck;
import io.vecstore.internal.segment.SegmentDirectory;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.segment.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a collection consistent again by leaving out what is damaged. */
final class CollectionRepair {

    private final Storage storage;
    private final SetAside setAside;
    private final Path folder;
    private final Consumer<Action> actions;

    CollectionRepair(Storage storage, SetAside setAside, Path folder, Consumer<Action> actions) {
        this.storage = storage;
        this.setAside = setAside;
        this.folder = folder;
        this.actions = actions;
    }

    /**
     * Repairs the collection; returns false if nothing is left of it.
     *
     * @param covered the newest commit that its manifest has to cover, because the log begins after it
     */
    boolean run(String name, UUID key, long covered) {
        Manifest manifest;
        try {
            manifest = Manifest.read(storage, folder, key);
        } catch (CorruptDataException | StorageException damage) {
            String lost = "all records of collection \"" + name + "\"";
            if (storage.exists(folder)) {
                actions.accept(new Action(folder.toString(), "moved to " + setAside.move(folder), lost));
            } else {
                actions.accept(new Action(folder.toString(), "left out, because it is not there", lost));
            }
            return false;
        }
        if (manifest.flushedSequence() < covered) {
            takeUnnamed(name, manifest, covered);
        }
        List<SegmentRef> kept = new ArrayList<>();
        manifest.segments().forEach(ref -> repairSegment(ref, kept));
        List<SegmentRef> consistent = deleteSuperseded(manifest, kept);
        new Manifest(
                        manifest.config(),
                        Math.max(manifest.flushedSequence(), covered),
                        nextSegment(manifest),
                        manifest.dimension(),
                        consistent)
                .commit(storage, folder, key);
        return true;
    }

    /** Beside an old manifest there are newer segments that it does not name. */
    private void takeUnnamed(String name, Manifest manifest, long covered) {
        actions.accept(new Action(
                folder.resolve(Manifest.NAME).toString(),
                "kept with the segments that it names, though it is an old version",
                "what commits " + (manifest.flushedSequence() + 1) + " to " + covered + " did to collection \"" + name
                        + "\""));
        new SegmentDirectory(storage, folder)
                .filesOfOthers(new HashSet<>(manifest.segments()))
                .forEach(file -> take(file, ""));
    }

    private static long nextSegment(Manifest manifest) {
        long highest =
                manifest.segments().stream().mapToLong(SegmentRef::number).max().orElse(0);
        return Math.max(manifest.nextSegment(), highest + 1);
    }

    private void repairSegment(SegmentRef ref, List<SegmentRef> kept) {
        Set<SegmentCheck.Cost> costs = new HashSet<>();
        for (SegmentCheck file : SegmentCheck.files(storage, folder, ref)) {
            try {
                file.read();
            } catch (CorruptDataException | StorageException damage) {
                costs.add(file.cost());
                if (file.cost() == SegmentCheck.Cost.DELETIONS) {
                    take(
                            file.path(),
                            "which of the rows of segment " + ref.number()
                                    + " were deleted: those that have not been replaced since are back");
                } else if (file.cost() == SegmentCheck.Cost.REBUILD) {
                    take(file.path(), "");
                }
            }
        }
        if (costs.contains(SegmentCheck.Cost.ROWS)) {
            for (Path file : new SegmentDirectory(storage, folder).files(ref.number())) {
                take(file, "the rows of segment " + ref.number());
            }
        } else {
            kept.add(costs.contains(SegmentCheck.Cost.DELETIONS) ? ref.withLiveGeneration(0) : ref);
        }
    }

    private void take(Path file, String lost) {
        String done = storage.exists(file) ? "moved to " + setAside.move(file) : "left out, because it is not there";
        actions.accept(new Action(file.toString(), done, lost));
    }

    /** Deletes all rows but the newest of each id, which deletions that were lost had done. */
    private List<SegmentRef> deleteSuperseded(Manifest manifest, List<SegmentRef> refs) {
        List<DiskSegment> segments = new ArrayList<>();
        try {
            refs.forEach(
                    ref -> segments.add(DiskSegment.open(storage, folder, ref, manifest.config(), BlockCache.NONE)));
            for (DiskSegment segment : segments) {
                deleteSuperseded(segment, segments, DiskSegment::records);
                deleteSuperseded(segment, segments, DiskSegment::documents);
            }
            segments.forEach(segment -> segment.writeLiveDocs(Long.MAX_VALUE));
            storage.forceDirectory(folder);
            return segments.stream().map(DiskSegment::ref).toList();
        } finally {
            segments.forEach(DiskSegment::release);
        }
    }

    private static void deleteSuperseded(
            DiskSegment segment, List<DiskSegment> segments, Function<DiskSegment, Table> tableOf) {
        Table table = tableOf.apply(segment);
        for (int ordinal = 0; ordinal < table.size(); ordinal++) {
            if (table.liveDocs().isLive(ordinal, Long.MAX_VALUE)) {
                String id = table.id(ordinal);
                long version = table.version(ordinal);
                boolean superseded = segments.stream()
                        .map(tableOf)
                        .anyMatch(other -> other != table && hasNewer(other, id, version));
                if (superseded) {
                    table.liveDocs().delete(ordinal, 1);
                }
            }
        }
    }

    private static boolean hasNewer(Table table, String id, long version) {
        int ordinal = table.find(id, table.size());
        return ordinal != Table.ABSENT && table.version(ordinal) > version;
    }
}
