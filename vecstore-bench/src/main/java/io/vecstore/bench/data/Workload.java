package io.vecstore.bench.data;

import io.vecstore.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries of one measurement: the vectors, each with its filter.
 *
 * @param queries the vectors
 * @param filters one for each query; empty where there is no filter
 * @param filterSpec what the filters were made from
 */
public record Workload(List<float[]> queries, List<RangeFilter> filters, FilterSpec filterSpec) {

    /** Copies the lists, not the vectors. */
    public Workload {
        queries = List.copyOf(queries);
        filters = List.copyOf(filters);
    }

    /** All queries with the filters that a spec and the labels of the base make. */
    public static Workload of(Vectors queries, FilterSpec spec, Labels labels) {
        List<float[]> vectors = new ArrayList<>();
        List<RangeFilter> filters = new ArrayList<>();
        Map<RangeFilter, RangeFilter> distinct = new HashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            vectors.add(queries.floats(i));
            if (spec.isFilter()) {
                RangeFilter filter = labels.filter(spec, vectors.getLast());
                filters.add(distinct.computeIfAbsent(filter, same -> same));
            }
        }
        return new Workload(vectors, filters, spec);
    }

    /** The true nearest rows of each query among those that pass its filter. */
    public int[][] truth(Vectors base, Vectors queryVectors, Labels labels, Metric metric, int k) {
        return ExactSearch.nearest(
                base,
                queryVectors,
                metric,
                k,
                filters.isEmpty() ? ExactSearch.Allowed.ALL : query -> labels.rows(filters.get(query)));
    }
}
