package io.vecstore.internal.graph;

import java.lang.foreign.Arena;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Makes one graph of the rows of several inputs: takes over the largest graph there is, block by block, mends the
 * neighborhoods that deleted nodes have left, inserts what is missing, and ties what got lost to the rest.
 */
public final class GraphMerger {

    /** A graph of which less than this share is kept is not worth mending. */
    private static final double MIN_KEPT = 0.5;

    private final GraphParameters parameters;
    private final List<GraphInput> inputs;
    private final NodeNumbering numbering;
    private final int threads;
    private final BooleanSupplier cancelled;

    /**
     * @param threads how many build at a time
     * @param cancelled asked now and then; if true, {@link #merge} ends by a
     *     {@link java.util.concurrent.CancellationException}
     */
    public GraphMerger(GraphParameters parameters, List<GraphInput> inputs, int threads, BooleanSupplier cancelled) {
        this.parameters = parameters;
        this.inputs = inputs;
        this.numbering = new NodeNumbering(inputs);
        this.threads = threads;
        this.cancelled = cancelled;
    }

    /** How many vectors the graph will have. */
    public int count() {
        return numbering.count();
    }

    /**
     * Builds the graph over {@link #count} vectors, at least one.
     *
     * @param arena owns its memory
     */
    public BuiltGraph merge(Arena arena) {
        Optional<Integer> base = base();
        GraphSpace space = base.map(input -> graph(input).space())
                .orElseGet(() -> SpaceFit.fit(parameters.metric(), parameters.dimension(), numbering, count()));
        GraphBuilder builder = new GraphBuilder(parameters.inlined(), space, arena);
        builder.grow(count());
        int[] order = order(base);
        int copied = base.map(input -> copy(input, builder)).orElse(0);
        if (copied > 0) {
            builder.routing(RoutingTable.of(builder.blocks(), node -> order[node], copied));
        }
        new Construction(builder, i -> order[i], numbering, threads, cancelled).insert(copied, count());
        Guide guide = Guide.of(builder.blocks(), node -> node, count());
        Connectivity.repair(builder, guide.routing());
        return new BuiltGraph(parameters, builder, guide, numbering);
    }

    /** The input whose graph is taken over: the one of which most is kept, if it fits. */
    private Optional<Integer> base() {
        return IntStream.range(0, inputs.size())
                .filter(this::fits)
                .boxed()
                .max(Comparator.comparingInt(input -> inputs.get(input).keptNodes()));
    }

    private boolean fits(int input) {
        VectorGraph graph = inputs.get(input).graph();
        return graph != null
                && graph.parameters().inlined().equals(parameters.inlined())
                && inputs.get(input).keptNodes() >= Math.max(1, MIN_KEPT * graph.size())
                && hasRoomFor(graph.space());
    }

    /** By dot product a space is made for vectors up to some length. */
    private boolean hasRoomFor(GraphSpace space) {
        return switch (parameters.metric()) {
            case DOT_PRODUCT -> SpaceFit.maxNorm(parameters.dimension(), numbering, count()) <= space.maxNorm();
            default -> true;
        };
    }

    private VectorGraph graph(int input) {
        return Objects.requireNonNull(inputs.get(input).graph());
    }

    /** The order of insertion: first the nodes of the base, then the others. */
    private int[] order(Optional<Integer> base) {
        int[] order = new int[count()];
        boolean[] inBase = new boolean[count()];
        int at = 0;
        for (int node = 0; base.isPresent() && node < graph(base.get()).size(); node++) {
            int renumbered = renumbered(base.get(), node);
            if (renumbered >= 0) {
                inBase[renumbered] = true;
                order[at++] = renumbered;
            }
        }
        for (int node = 0; node < order.length; node++) {
            if (!inBase[node]) {
                order[at++] = node;
            }
        }
        return order;
    }

    private int copy(int base, GraphBuilder builder) {
        return new GraphCopy(graph(base), node -> renumbered(base, node), builder, numbering, cancelled).copy();
    }

    /** The new number of a node of an input's graph, -1 if it is left out. */
    private int renumbered(int input, int node) {
        return inputs.get(input).keepsNode(node)
                ? numbering.node(input, graph(input).ordinal(node))
                : -1;
    }
}
