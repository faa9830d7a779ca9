package io.vecstore.internal.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph that grows behind the rows of a MemTable. One thread at a time inserts; others search what was published
 * last.
 */
public final class MemoryGraph {

    /** Rows after which a larger graph is published. */
    private static final int PUBLISH_ROWS = 128;

    private final GraphParameters parameters;
    private final Arena arena;
    private final VectorGraph.Pool<GraphSearcher> searchers;
    private @Nullable GraphBuilder builder;
    private @Nullable Inserter inserter;
    private int[] ordinals = new int[0];
    private int nodes;
    private @Nullable Guide guide;
    private int guidedNodes;
    private volatile GraphCoverage coverage = GraphCoverage.NONE;

    /** @param arena owns the memory of the graph */
    public MemoryGraph(GraphParameters parameters, Arena arena) {
        this.parameters = parameters.inlined();
        this.arena = arena;
        this.searchers = InlinedGraph.searchers(parameters.layout());
    }

    /** What has been published. */
    public GraphCoverage coverage() {
        return coverage;
    }

    /**
     * Inserts the rows that are missing.
     *
     * @param rows where to stop
     * @param cancelled asked now and then; ends the call early
     */
    public synchronized void extend(VectorSource vectors, int rows, BooleanSupplier cancelled) {
        int done = coverage.rows();
        while (done < rows && !cancelled.getAsBoolean()) {
            int end = Math.min(rows, done + PUBLISH_ROWS);
            if (builder == null) {
                begin(vectors, done, rows);
            }
            for (int row = done; row < end; row++) {
                if (vectors.isPresent(row)) {
                    insert(vectors, row);
                }
            }
            publish(end);
            done = end;
        }
    }

    private void begin(VectorSource vectors, int from, int to) {
        int[] present = new int[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (vectors.isPresent(row)) {
                present[count++] = row;
            }
        }
        if (count > 0) {
            GraphSpace space = SpaceFit.fit(
                    parameters.metric(), parameters.dimension(), new SelectedRows(vectors, present), count);
            builder = new GraphBuilder(parameters, space, arena);
            inserter = new Inserter(builder);
        }
    }

    private void insert(VectorSource vectors, int row) {
        GraphBuilder growing = Objects.requireNonNull(builder);
        int node = nodes++;
        if (node == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, Math.max(1_024, 2 * node));
        }
        ordinals[node] = row;
        growing.grow(nodes);
        Objects.requireNonNull(inserter).insert(node, vectors.segment(row), vectors.offset(row));
        if (nodes >= 2 * guidedNodes) {
            Guide made = Guide.of(growing.blocks(), each -> each, nodes);
            growing.routing(made.routing());
            guide = made;
            guidedNodes = nodes;
        }
    }

    private void publish(int rows) {
        GraphBuilder built = builder;
        Guide last = guide;
        if (built == null || last == null) {
            coverage = new GraphCoverage(null, rows);
            return;
        }
        boolean gaps = nodes < rows;
        coverage = new GraphCoverage(
                new InlinedGraph(
                        parameters,
                        built.space(),
                        built.blocks(),
                        last,
                        gaps ? MemorySegment.ofArray(ordinals) : null,
                        searchers),
                rows);
    }
}
