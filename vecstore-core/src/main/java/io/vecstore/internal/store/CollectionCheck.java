package io.vecstore.internal.store;

import io.vecstore.DoctorReport.Damage;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.BlockCache;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.segment.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What has to hold between the files of a collection, each of which checks out by itself. */
final class CollectionCheck {

    /**
     * A rule that is broken.
     *
     * @param path the segment
     * @param reason which rule, and where
     * @param derived whether it is about a derived file
     */
    record Finding(Path path, String reason, boolean derived) {
        Damage damage(String collection) {
            String cost = derived
                    ? "nothing is lost: it is rebuilt while the database is open"
                    : "searches of collection \"" + collection + "\" may answer wrongly";
            return new Damage(path.toString(), reason, derived, cost);
        }
    }

    private final Manifest manifest;
    private final List<DiskSegment> segments = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private CollectionCheck(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Opens the segments, of which the truth has been verified, and compares them with each other. */
    static List<Finding> findings(Storage storage, Path folder, Manifest manifest) {
        CollectionCheck check = new CollectionCheck(manifest);
        try {
            manifest.segments()
                    .forEach(ref -> check.segments.add(
                            DiskSegment.open(storage, folder, ref, manifest.config(), BlockCache.NONE)));
            check.run();
            return check.findings;
        } finally {
            check.segments.forEach(DiskSegment::release);
        }
    }

    private void run() {
        Set<Long> numbers = new HashSet<>();
        for (DiskSegment segment : segments) {
            checkRef(segment, numbers);
            checkDimension(segment);
            segment.setAside().forEach((path, damage) -> findings.add(new Finding(path, damage.getMessage(), true)));
            checkRows(segment, "record", DiskSegment::records);
            checkRows(segment, "document", DiskSegment::documents);
        }
    }

    private void checkRef(DiskSegment segment, Set<Long> numbers) {
        SegmentRef ref = segment.ref();
        if (!numbers.add(ref.number()) || ref.number() >= manifest.nextSegment()) {
            broken(
                    segment,
                    "segment " + ref.number() + " is named twice, or will be written over: the next one is "
                            + manifest.nextSegment());
        }
    }

    private void checkDimension(DiskSegment segment) {
        var vectors = segment.vectors();
        if (vectors != null && vectors.dimension() != manifest.dimension()) {
            broken(
                    segment,
                    "its vectors have dimension " + vectors.dimension() + ", the collection has "
                            + manifest.dimension());
        }
    }

    private void checkRows(DiskSegment segment, String what, Function<DiskSegment, Table> tableOf) {
        Table table = tableOf.apply(segment);
        for (int ordinal = 0; ordinal < table.size(); ordinal++) {
            String id = table.id(ordinal);
            if (table.find(id, table.size()) != ordinal) {
                broken(segment, what + " \"" + id + "\" is not found under its id");
            }
            if (table.version(ordinal) > manifest.flushedSequence()) {
                broken(
                        segment,
                        what + " \"" + id + "\" is of commit " + table.version(ordinal)
                                + ", though the segments end with commit " + manifest.flushedSequence());
            }
            if (isLive(table, ordinal) && isLiveElsewhere(segment, id, tableOf)) {
                broken(segment, what + " \"" + id + "\" is live in another segment as well");
            }
        }
    }

    private boolean isLiveElsewhere(DiskSegment segment, String id, Function<DiskSegment, Table> tableOf) {
        for (DiskSegment other : segments) {
            Table table = tableOf.apply(other);
            int ordinal = other == segment ? Table.ABSENT : table.find(id, table.size());
            if (ordinal != Table.ABSENT && isLive(table, ordinal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLive(Table table, int ordinal) {
        return table.liveDocs().isLive(ordinal, Long.MAX_VALUE);
    }

    private void broken(DiskSegment segment, String reason) {
        findings.add(new Finding(segment.files().getFirst().path(), reason, false));
    }
}
