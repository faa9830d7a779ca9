package io.vecstore.rerank;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Several rerankers, asked one after the other, and their answers fused into one score in [0, 1].
 *
 * <p>A time budget is shared: each member gets what those before it left, so the cheapest goes first. A
 * candidate that a member did not score gets nothing from that member; one that none scored is not scored.
 *
 * <p>Safe for use by many threads if the members are. Closing it closes the members.
 */
public final class EnsembleReranker implements Reranker {
    /** RRF's k as its authors chose it. */
    public static final int DEFAULT_RANK_CONSTANT = 60;

    private final List<Member> members;
    private final MemberScore memberScore;
    private final LongSupplier nanoClock;

    private EnsembleReranker(List<Member> members, MemberScore memberScore, LongSupplier nanoClock) {
        this.members = List.copyOf(members);
        this.memberScore = memberScore;
        this.nanoClock = nanoClock;
        if (this.members.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs at least one member");
        }
    }

    /**
     * A reranker and how much it counts.
     *
     * @param weight positive; only the proportion to the other weights matters
     */
    public record Member(Reranker reranker, double weight) {
        public Member {
            Objects.requireNonNull(reranker, "reranker");
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("weight must be positive and finite, was " + weight);
            }
        }
    }

    /** Fuses by score: the weighted mean of each member's scores, scaled so that they span [0, 1]. */
    public static EnsembleReranker weighted(List<Member> members) {
        return new EnsembleReranker(members, MemberScore::minMax, System::nanoTime);
    }

    /** Fuses by rank with the usual constant. */
    public static EnsembleReranker reciprocalRank(List<Member> members) {
        return reciprocalRank(members, DEFAULT_RANK_CONSTANT);
    }

    /**
     * Fuses by rank (RRF): the weighted mean of {@code (rankConstant + 1) / (rankConstant + rank)}, with ranks
     * from 1.
     *
     * @param rankConstant not negative; the larger, the less the first ranks stand out
     */
    public static EnsembleReranker reciprocalRank(List<Member> members, int rankConstant) {
        if (rankConstant < 0) {
            throw new IllegalArgumentException("rankConstant must not be negative, was " + rankConstant);
        }
        return new EnsembleReranker(
                members, scored -> MemberScore.reciprocalRanks(scored, rankConstant), System::nanoTime);
    }

    EnsembleReranker withClock(LongSupplier clock) {
        return new EnsembleReranker(members, memberScore, clock);
    }

    @Override
    public Ranking rerank(RerankRequest request) {
        Deadline deadline = Deadline.after(request.timeBudget(), nanoClock);
        double[] sums = new double[request.windowed().size()];
        boolean[] scored = new boolean[sums.length];
        boolean complete = true;
        for (Member member : members) {
            Ranking answer = member.reranker()
                    .rerank(deadline.remaining().map(request::withTimeBudget).orElse(request));
            complete &= answer.complete();
            add(answer, member.weight(), sums, scored);
        }
        double totalWeight = members.stream().mapToDouble(Member::weight).sum();
        List<OptionalDouble> fused = IntStream.range(0, sums.length)
                .mapToObj(i -> scored[i] ? OptionalDouble.of(sums[i] / totalWeight) : OptionalDouble.empty())
                .toList();
        return new Ranking(Ranking.byScore(fused, request.candidates().size()).order(), complete);
    }

    private void add(Ranking answer, double weight, double[] sums, boolean[] scored) {
        List<Ranked> voted = answer.order().stream()
                .filter(ranked -> ranked.score().isPresent())
                .toList();
        double[] shares = memberScore.of(voted);
        for (int i = 0; i < shares.length; i++) {
            sums[voted.get(i).index()] += weight * shares[i];
            scored[voted.get(i).index()] = true;
        }
    }

    /** Closes every member, even if one of them fails; the first failure is thrown. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (Member member : members) {
            try {
                member.reranker().close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
