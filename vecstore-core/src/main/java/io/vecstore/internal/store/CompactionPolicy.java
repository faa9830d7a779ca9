package io.vecstore.internal.store;

import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which segments to merge next. Those without a live row first: dropping them takes no space. Then those that are mostly
 * garbage, the worst first, each rewritten alone. Then tiers: segments of similar size are merged when
 * {@value #SEGMENTS_PER_TIER} of them have come together, so that a record is rewritten about once per tier, and there are
 * never more than three segments within each factor of {@value #TIER_FACTOR} in size. Expired records are garbage like
 * deleted ones.
 */
final class CompactionPolicy {

    static final int SEGMENTS_PER_TIER = 4;
    /** Segments within this factor of the smallest one are of similar size. */
    static final int TIER_FACTOR = 4;
    /** Share of garbage from which on a segment is rewritten. */
    static final double MAX_GARBAGE = 0.3;
    /** Share of garbage in all segments together from which on writers wait: they take three times their space. */
    private static final double MAX_TOTAL_GARBAGE = 2.0 / 3;
    /** Segments with fewer live rows than this count as equally small. */
    private static final int SMALL_ROWS = 1_000;

    /**
     * What is worth merging, and what it would write.
     *
     * @param segments in their order
     * @param bytes about how many
     */
    record Choice(List<DiskSegment> segments, long bytes) {}

    private record Load(DiskSegment segment, int rows, int garbage) {
        int size() {
            return Math.max(SMALL_ROWS, rows - garbage);
        }

        double garbageShare() {
            return rows == 0 ? 1 : (double) garbage / rows;
        }

        long liveBytes() {
            return (long) (segment.byteSize() * (1 - garbageShare()));
        }
    }

    private CompactionPolicy() {}

    /** All merges that are due, the most urgent first; each of them to be judged anew once one has been made. */
    static List<Choice> choose(List<DiskSegment> segments, long now) {
        List<Load> loads = segments.stream().map(each -> load(each, now)).toList();
        List<Choice> choices = new ArrayList<>();
        List<Load> dead =
                loads.stream().filter(each -> each.garbageShare() == 1).toList();
        if (!dead.isEmpty()) {
            choices.add(choice(dead));
        }
        loads.stream()
                .filter(each -> each.garbageShare() > MAX_GARBAGE && each.garbageShare() < 1)
                .sorted(Comparator.comparingDouble(Load::garbageShare).reversed())
                .forEach(each -> choices.add(choice(List.of(each))));
        List<Load> tier = tier(loads);
        if (!tier.isEmpty()) {
            choices.add(choice(tier));
        }
        return choices;
    }

    /** Whether deletions that no flush has written down yet have made so much garbage that it is worth one. */
    static boolean wantsFlush(List<DiskSegment> segments) {
        return segments.stream().anyMatch(segment -> {
            int rows = segment.records().size() + segment.documents().size();
            int deleted = segment.records().liveDocs().deletedCount()
                    + segment.documents().liveDocs().deletedCount();
            return deleted > segment.persistedDeletions() && deleted > MAX_GARBAGE * rows;
        });
    }

    /** Whether garbage is made faster than it is merged away, so that writers have to wait for that. */
    static boolean isMostlyGarbage(List<DiskSegment> segments) {
        long rows = 0;
        long garbage = 0;
        for (DiskSegment segment : segments) {
            rows += segment.records().size() + segment.documents().size();
            garbage += segment.persistedDeletions();
        }
        return garbage > MAX_TOTAL_GARBAGE * rows;
    }

    private static List<Load> tier(List<Load> loads) {
        List<Load> bySize = new ArrayList<>(loads);
        bySize.sort(Comparator.comparingInt(Load::size));
        for (int i = 0; i + SEGMENTS_PER_TIER <= bySize.size(); i++) {
            long limit = (long) bySize.get(i).size() * TIER_FACTOR;
            List<Load> tier = bySize.subList(i, bySize.size()).stream()
                    .filter(each -> each.size() <= limit)
                    .toList();
            if (tier.size() >= SEGMENTS_PER_TIER) {
                return loads.stream().filter(tier::contains).toList();
            }
        }
        return List.of();
    }

    private static Choice choice(List<Load> loads) {
        return new Choice(
                loads.stream().map(Load::segment).toList(),
                loads.stream().mapToLong(Load::liveBytes).sum());
    }

    private static Load load(DiskSegment segment, long now) {
        int rows = segment.records().size() + segment.documents().size();
        // Only deletions that are flushed: a merge does not drop what later commits have deleted.
        int garbage = Math.min(rows, segment.persistedDeletions() + expired(segment.records(), now));
        return new Load(segment, rows, garbage);
    }

    private static int expired(Table records, long now) {
        int expired = 0;
        if (records.expires()) {
            for (int ordinal = 0; ordinal < records.size(); ordinal++) {
                boolean live = records.liveDocs().isLive(ordinal, Long.MAX_VALUE);
                expired += live && records.expiresAt(ordinal) <= now ? 1 : 0;
            }
        }
        return expired;
    }
}
