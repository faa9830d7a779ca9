package io.vecstore.internal.store;

import io.vecstore.internal.segment.DiskSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which segments to merge next. Tiered: segments of similar size are merged when {@value #SEGMENTS_PER_TIER} of them
 * have come together, so that a record is rewritten about once per tier; and a segment is rewritten alone when it is
 * mostly garbage.
 */
final class CompactionPolicy {

    static final int SEGMENTS_PER_TIER = 4;
    /** Segments within this factor of the smallest one are of similar size. */
    static final int TIER_FACTOR = 4;
    /** Share of deleted rows from which on a segment is rewritten. */
    static final double MAX_GARBAGE = 0.3;
    /** Segments with fewer live rows than this count as equally small. */
    private static final int SMALL_ROWS = 1_000;

    private CompactionPolicy() {}

    /** The segments to merge, in their order; empty for none. */
    static List<DiskSegment> choose(List<DiskSegment> segments) {
        List<DiskSegment> bySize = new ArrayList<>(segments);
        bySize.sort(Comparator.comparingInt(CompactionPolicy::size));
        for (int i = 0; i + SEGMENTS_PER_TIER <= bySize.size(); i++) {
            long limit = (long) size(bySize.get(i)) * TIER_FACTOR;
            List<DiskSegment> tier = bySize.subList(i, bySize.size()).stream()
                    .filter(segment -> size(segment) <= limit)
                    .toList();
            if (tier.size() >= SEGMENTS_PER_TIER) {
                return segments.stream().filter(tier::contains).toList();
            }
        }
        return segments.stream()
                .filter(segment -> deleted(segment) > MAX_GARBAGE * rows(segment))
                .limit(1)
                .toList();
    }

    private static int size(DiskSegment segment) {
        return Math.max(SMALL_ROWS, rows(segment) - deleted(segment));
    }

    private static int rows(DiskSegment segment) {
        return segment.records().size() + segment.documents().size();
    }

    /** Only deletions that are flushed: a merge does not drop what later commits have deleted. */
    private static int deleted(DiskSegment segment) {
        return segment.persistedDeletions();
    }
}
