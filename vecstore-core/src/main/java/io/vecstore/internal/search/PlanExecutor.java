package io.vecstore.internal.search;

import io.vecstore.Explanation;
import io.vecstore.Metric;
import io.vecstore.SearchRequest;
import io.vecstore.analysis.Analyzer;
import io.vecstore.fusion.FusedHit;
import io.vecstore.fusion.RankedList;
import io.vecstore.fusion.ScoreFusion;
import io.vecstore.fusion.Source;
import io.vecstore.internal.bm25.Bm25Parameters;
import io.vecstore.internal.bm25.Bm25Scorer;
import io.vecstore.internal.bm25.CollectionStatistics;
import io.vecstore.internal.bm25.LexicalQuery;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.model.Deadline;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.RowCursor;
import io.vecstore.internal.segment.Segment;
import io.vecstore.internal.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Carries out a plan against one view. For one search, in one thread. */
public final class PlanExecutor {

    /** A record that was found, and where its score comes from. */
    public record Found(
            RecordData record, double score, List<FusedHit.Part> parts, Optional<Explanation> explanation) {}

    /** All that a search found and did. */
    public record Outcome(
            List<Found> found,
            List<String> notes,
            long scanned,
            long visited,
            long matched,
            Map<String, Duration> steps) {}

    private final View view;
    private final Metric metric;
    private final Analyzer analyzer;
    private final SearchRequest request;
    private final List<LeafMatches> leaves;
    private final DenseSearcher searcher;
    private final Deadline deadline;
    private final Map<String, Duration> steps = new LinkedHashMap<>();

    /** @param now the time that expiry is judged by, in milliseconds since the epoch */
    public PlanExecutor(View view, Metric metric, Analyzer analyzer, SearchRequest request, long now) {
        this.view = view;
        this.metric = metric;
        this.analyzer = analyzer;
        this.request = request;
        this.searcher = new DenseSearcher(metric);
        this.deadline = Deadline.in(request.timeout());
        this.leaves = timed(
                "filter",
                () -> view.leaves().stream()
                        .map(leaf -> new LeafMatches(view, leaf, request.filter(), now, deadline))
                        .toList());
    }

    public Outcome execute(Plan plan) {
        List<FusedHit> ranking = switch (plan) {
            case Plan.Dense dense -> ranking(Source.DENSE, dense(dense));
            case Plan.KeywordSearch search -> ranking(Source.LEXICAL, lexical(search));
            case Plan.Hybrid hybrid -> fused(hybrid);
        };
        List<Found> found = timed("load", () -> load(ranking));
        long matched = leaves.stream().mapToLong(LeafMatches::count).sum();
        return new Outcome(found, notes(), searcher.scanned(), searcher.expanded(), matched, steps);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        long evaluated = leaves.stream().mapToLong(LeafMatches::evaluated).sum();
        if (evaluated > 0) {
            notes.add("filter read the metadata of " + evaluated + " records, for fields without an index");
        }
        notes.addAll(searcher.notes());
        return notes;
    }

    private List<FusedHit> fused(Plan.Hybrid hybrid) {
        RankedList dense = rankedList(Source.DENSE, dense(hybrid.dense()));
        RankedList lexical = rankedList(Source.LEXICAL, lexical(hybrid.lexical()));
        return timed("fuse", () -> ScoreFusion.fuse(hybrid.fusion(), List.of(dense, lexical), hybrid.k()));
    }

    private TopK dense(Plan.Dense plan) {
        return timed("dense", () -> searcher.search(plan, leaves));
    }

    private TopK lexical(Plan.KeywordSearch search) {
        return timed("lexical", () -> {
            TopK best = new TopK(search.k());
            Bm25Scorer scorer = scorer(search.query());
            for (int i = 0; i < leaves.size(); i++) {
                scorer.search(postings(leaves.get(i).leaf()), leaves.get(i), Keys.base(i), best);
            }
            best.sort();
            return best;
        });
    }

    private Bm25Scorer scorer(String query) {
        List<Postings> postings =
                view.leaves().stream().map(PlanExecutor::postings).toList();
        return new Bm25Scorer(
                LexicalQuery.parse(query, analyzer),
                Bm25Parameters.DEFAULT,
                CollectionStatistics.of(postings),
                deadline);
    }

    private static Postings postings(Leaf leaf) {
        return leaf.segment().postings(leaf.recordLimit());
    }

    /** A ranking by one source: each score is its own and only part. */
    private static List<FusedHit> ranking(Source source, TopK best) {
        List<FusedHit> ranking = new ArrayList<>(best.size());
        for (int i = 0; i < best.size(); i++) {
            FusedHit.Part part = new FusedHit.Part(source, i + 1, best.score(i), best.score(i), 1);
            ranking.add(new FusedHit(best.key(i), best.score(i), List.of(part)));
        }
        return ranking;
    }

    private static RankedList rankedList(Source source, TopK best) {
        long[] keys = new long[best.size()];
        float[] scores = new float[best.size()];
        for (int i = 0; i < best.size(); i++) {
            keys[i] = best.key(i);
            scores[i] = best.score(i);
        }
        return RankedList.of(source, keys, scores);
    }

    private List<Found> load(List<FusedHit> ranking) {
        deadline.check();
        Map<Leaf, RowCursor> cursors = new HashMap<>();
        Optional<Explainer> explainer = request.explain()
                ? Optional.of(new Explainer(metric, request.text().map(this::scorer)))
                : Optional.empty();
        List<Found> found = new ArrayList<>(ranking.size());
        for (FusedHit hit : ranking) {
            Leaf leaf = view.leaves().get(Keys.leaf(hit.key()));
            RowCursor cursor = cursors.computeIfAbsent(
                    leaf, each -> each.segment().records().lookup());
            int ordinal = Keys.ordinal(hit.key());
            found.add(new Found(
                    record(leaf.segment(), cursor, ordinal),
                    hit.score(),
                    hit.parts(),
                    explainer.map(each -> each.explain(hit, postings(leaf), ordinal))));
        }
        return found;
    }

    private RecordData record(Segment segment, RowCursor cursor, int ordinal) {
        return switch (request.fetch()) {
            case RECORD -> segment.record(cursor, ordinal);
            case WITHOUT_VECTOR -> cursor.row(ordinal);
            case ID ->
                RecordData.ofId(segment.records().id(ordinal), segment.records().version(ordinal));
        };
    }

    private <T> T timed(String step, Supplier<T> action) {
        long start = System.nanoTime();
        T result = action.get();
        steps.merge(step, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        return result;
    }
}
