package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.Segment;
import io.vecstore.internal.segment.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A collection as of one commit: what every reader works on. Immutable; counts its users, because segments are unmapped
 * when the last view of them is gone.
 */
public final class View implements Rows {

    private final long sequence;
    private final List<Leaf> leaves;
    private final int dimension;
    private final AtomicInteger users = new AtomicInteger(1);

    /**
     * @param leaves oldest first
     * @param dimension of the vectors, 0 while there are none
     */
    View(long sequence, List<Leaf> leaves, int dimension) {
        this.sequence = sequence;
        this.leaves = List.copyOf(leaves);
        this.dimension = dimension;
        leaves.forEach(leaf -> leaf.segment().retain());
    }

    /** The newest commit that is visible. */
    public long sequence() {
        return sequence;
    }

    public List<Leaf> leaves() {
        return leaves;
    }

    public int dimension() {
        return dimension;
    }

    /** The segments that lie on disk, oldest first. */
    public List<DiskSegment> diskSegments() {
        return leaves.stream()
                .map(Leaf::segment)
                .filter(DiskSegment.class::isInstance)
                .map(DiskSegment.class::cast)
                .toList();
    }

    /**
     * What a fault of mapped memory means, which is what an {@link InternalError} is: a file was cut.
     *
     * @return the typed error; the fault itself where all files have their length
     */
    public RuntimeException typed(InternalError fault) {
        CorruptDataException damage = cutFile().orElseThrow(() -> fault);
        damage.addSuppressed(fault);
        return damage;
    }

    Optional<CorruptDataException> cutFile() {
        return diskSegments().stream()
                .flatMap(segment -> segment.cutFile().stream())
                .findFirst();
    }

    /** Takes a use, unless the last one has been given up already. */
    public boolean tryRetain() {
        int count = users.get();
        while (count > 0) {
            if (users.compareAndSet(count, count + 1)) {
                return true;
            }
            count = users.get();
        }
        return false;
    }

    /** Gives up one use. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            leaves.forEach(leaf -> leaf.segment().release());
        }
    }

    /** Whether a record is there as of this view, not soft-deleted, and not expired at {@code now}. */
    public boolean isVisible(Leaf leaf, int ordinal, long now) {
        Table records = leaf.segment().records();
        return records.liveDocs().isLive(ordinal, sequence)
                && (!records.expires() || records.expiresAt(ordinal) > now)
                && (!records.softDeletes() || records.deletedAt(ordinal) == RecordData.NEVER);
    }

    /** Whether a record is there as of this view but soft-deleted, and not expired at {@code now}. */
    public boolean isSoftDeleted(Leaf leaf, int ordinal, long now) {
        Table records = leaf.segment().records();
        return records.softDeletes()
                && records.deletedAt(ordinal) != RecordData.NEVER
                && records.liveDocs().isLive(ordinal, sequence)
                && records.expiresAt(ordinal) > now;
    }

    /** Whether every record of the leaf is visible, now and later. */
    public boolean isAllVisible(Leaf leaf) {
        return leaf.liveRecords() == leaf.recordLimit() && showsAllLive(leaf.segment());
    }

    /** Whether every record of the segment that is not deleted is visible at any time. */
    private static boolean showsAllLive(Segment segment) {
        return !segment.records().expires() && !segment.records().softDeletes();
    }

    /** The record with {@code id}, or null. */
    public @Nullable RecordData record(String id, long now) {
        Row row = row(id);
        return row != null && row.isVisible(now) ? row.data() : null;
    }

    /** The record with {@code id}, be it soft-deleted or expired, or null. */
    @Override
    public @Nullable Row row(String id) {
        for (Leaf leaf : leaves.reversed()) {
            Table records = leaf.segment().records();
            int ordinal = records.find(id, leaf.recordLimit());
            if (ordinal != Table.ABSENT && records.liveDocs().isLive(ordinal, sequence)) {
                return new TableRow(leaf.segment(), ordinal);
            }
        }
        return null;
    }

    /** The document with {@code id}, or null. */
    @Override
    public @Nullable RecordData document(String id) {
        for (Leaf leaf : leaves.reversed()) {
            Table documents = leaf.segment().documents();
            int ordinal = documents.find(id, leaf.documentLimit());
            if (ordinal != Table.ABSENT && documents.liveDocs().isLive(ordinal, sequence)) {
                return documents.lookup().row(ordinal);
            }
        }
        return null;
    }

    /** How many records are there at {@code now}. */
    public long recordCount(long now) {
        return leaves.stream().mapToLong(leaf -> visibleRecords(leaf, now)).sum();
    }

    /** How many documents are there. */
    public long documentCount() {
        return leaves.stream().mapToLong(Leaf::liveDocuments).sum();
    }

    private long visibleRecords(Leaf leaf, long now) {
        Segment segment = leaf.segment();
        if (showsAllLive(segment)) {
            return leaf.liveRecords();
        }
        long count = 0;
        for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
            count += isVisible(leaf, ordinal, now) ? 1 : 0;
        }
        return count;
    }
}
