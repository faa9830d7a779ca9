package io.vecstore.bench.ann;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.DataOptions;
import io.vecstore.bench.data.ExactSearch;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.Workload;
import io.vecstore.bench.measure.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that all worker processes read.
 *
 * @param base fvecs
 * @param queries fvecs
 * @param truths an ivecs file for each filter
 */
record Dataset(Path base, Path queries, Map<FilterSpec, Path> truths) {

    private static final int CHECKED_QUERIES = 3;
    private static final double AGREEMENT = 0.9;

    /** Makes what is not there in a folder of its own. */
    static Dataset prepare(AnnOptions options, Path work) throws IOException {
        DataOptions.Files files = options.data().files(work);
        Path base = files.base();
        Path queries = files.queries();
        Vectors baseVectors = Vectors.open(base);
        Vectors all = Vectors.open(queries);
        if (all.dimension() != baseVectors.dimension()) {
            throw new BenchException("the queries have dimension " + all.dimension() + ", the base has "
                    + baseVectors.dimension() + ": name two files that belong together");
        }
        if (options.maxQueries() < all.size()) {
            queries = work.resolve("first.fvecs");
            Vectors.writeFloats(queries, options.maxQueries(), all::floats);
        }
        return new Dataset(base, queries, truths(options, work, baseVectors, Vectors.open(queries)));
    }

    private static Map<FilterSpec, Path> truths(AnnOptions options, Path work, Vectors base, Vectors queries)
            throws IOException {
        Labels labels = Labels.of(base);
        Map<FilterSpec, Path> truths = new HashMap<>();
        for (FilterSpec filter : options.filterSpecs()) {
            if (filter.selectivity() * base.size() < QueryRunner.TOP_K) {
                throw new BenchException("a filter of " + filter.selectivity() + " lets fewer than " + QueryRunner.TOP_K
                        + " of " + base.size() + " rows pass: choose a larger share");
            }
            if (!filter.isFilter() && options.data().truth().isPresent()) {
                Path given = options.data().truth().get();
                check(given, base, queries, options.metric());
                truths.put(filter, given);
                continue;
            }
            int[][] nearest = Workload.of(queries, filter, labels)
                    .truth(base, queries, labels, options.metric(), QueryRunner.TOP_K);
            Path file = work.resolve("truth-" + truths.size() + ".ivecs");
            Vectors.writeInts(file, nearest.length, query -> nearest[query]);
            truths.put(filter, file);
        }
        return truths;
    }

    /** A truth file of another set or metric would make nonsense of every recall. */
    private static void check(Path file, Vectors base, Vectors queries, Metric metric) throws IOException {
        Vectors truth = Vectors.open(file);
        if (truth.size() < queries.size() || truth.dimension() < QueryRunner.TOP_K) {
            throw new BenchException(file + " has " + truth.size() + " rows of " + truth.dimension() + " neighbors: "
                    + queries.size() + " rows of at least " + QueryRunner.TOP_K + " are needed");
        }
        for (int query = 0; query < Math.min(CHECKED_QUERIES, queries.size()); query++) {
            int[] nearest = ExactSearch.nearest(base, queries.floats(query), metric, QueryRunner.TOP_K, row -> true);
            double agreement = Statistics.recall(nearest, nearest.length, truth.ints(query), QueryRunner.TOP_K);
            if (agreement < AGREEMENT) {
                throw new BenchException(file + " has only " + agreement + " of the nearest neighbors of query " + query
                        + " by " + metric + ": it belongs to other vectors or to another metric");
            }
        }
    }
}
