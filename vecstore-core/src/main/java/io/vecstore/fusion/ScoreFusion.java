package io.vecstore.fusion;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion.ReciprocalRank;
import io.vecstore.fusion.Fusion.WeightedMinMax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fuses ranked lists. Stateless; safe for use by several threads. */
public final class ScoreFusion {
    private static final Comparator<FusedHit> BEST_FIRST =
            Comparator.comparingDouble(FusedHit::score).reversed().thenComparingLong(FusedHit::key);

    private ScoreFusion() {}

    /**
     * The best {@code topK} of all candidates, best first; equal scores by ascending key.
     *
     * @param lists at most one per source, in any order; empty lists take part
     * @param topK at least 1
     * @throws InvalidRequestException if two lists have one source or topK is below 1
     */
    public static List<FusedHit> fuse(Fusion fusion, List<RankedList> lists, int topK) {
        if (topK < 1) {
            throw new InvalidRequestException("topK is at least 1, not " + topK);
        }
        Map<Long, List<FusedHit.Part>> partsByKey = new HashMap<>();
        Map<Source, RankedList> listBySource = bySource(lists);
        listBySource.forEach((source, list) -> {
            double share = share(fusion, source, listBySource);
            for (int rank = 1; rank <= list.size(); rank++) {
                var part = new FusedHit.Part(source, rank, list.score(rank), normalize(fusion, list, rank), share);
                partsByKey
                        .computeIfAbsent(list.key(rank), _ -> new ArrayList<>(lists.size()))
                        .add(part);
            }
        });
        return partsByKey.entrySet().stream()
                .map(entry -> hit(entry.getKey(), entry.getValue()))
                .sorted(BEST_FIRST)
                .limit(topK)
                .toList();
    }

    /** In the order of the sources, so that sums do not depend on the order of the lists. */
    private static Map<Source, RankedList> bySource(List<RankedList> lists) {
        var bySource = new EnumMap<Source, RankedList>(Source.class);
        for (RankedList list : lists) {
            if (bySource.put(list.source(), list) != null) {
                throw new InvalidRequestException("two ranked lists have the source " + list.source());
            }
        }
        return bySource;
    }

    private static double share(Fusion fusion, Source source, Map<Source, RankedList> lists) {
        return switch (fusion) {
            case WeightedMinMax minMax ->
                switch (source) {
                    case DENSE -> minMax.alpha();
                    case LEXICAL -> 1 - minMax.alpha();
                };
            case ReciprocalRank rrf ->
                rrf.weight(source)
                        / lists.keySet().stream().mapToDouble(rrf::weight).sum();
        };
    }

    private static double normalize(Fusion fusion, RankedList list, int rank) {
        return switch (fusion) {
            case WeightedMinMax _ -> minMax(list.score(rank), list.score(list.size()), list.score(1));
            case ReciprocalRank rrf -> (rrf.rankConstant() + 1.0) / ((double) rrf.rankConstant() + rank);
        };
    }

    /** Floats differ by a normal double unless they are equal: the quotient is exact enough to stay in [0, 1]. */
    private static double minMax(float score, float min, float max) {
        return max == min ? 1.0 : ((double) score - min) / ((double) max - min);
    }

    private static FusedHit hit(long key, List<FusedHit.Part> parts) {
        double sum = parts.stream().mapToDouble(FusedHit.Part::contribution).sum();
        // Shares are rounded, so their sum may exceed 1 by an ulp.
        return new FusedHit(key, Math.min(1.0, sum), parts);
    }
}
