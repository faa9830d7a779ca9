package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/**
 * Where a search enters the graph: up to {@value #MAX_NODES} nodes spread over it, with 1-bit codes relative to the
 * center of the data. Comparing the query with all of them costs as much as ten hops and replaces the upper layers of
 * HNSW. Immutable.
 *
 * <p>Laid out in groups: the codes of {@value GraphLayout#SLOTS} nodes, their A, their B, their numbers.
 */
final class RoutingTable {

    static final int MAX_NODES = 1_024;

    private final GraphLayout layout;
    private final MemorySegment memory;
    private final long address;

    /** @param memory whole groups */
    RoutingTable(GraphLayout layout, MemorySegment memory) {
        assert memory.byteSize() % groupBytes(layout) == 0;
        this.layout = layout;
        this.memory = memory;
        this.address = Memory.address(memory, 0, memory.byteSize());
    }

    /** A table over up to {@value #MAX_NODES} of the nodes {@code nodes(0), ..., nodes(count - 1)}, evenly spread. */
    static RoutingTable of(Blocks blocks, IntUnaryOperator nodes, int count) {
        GraphLayout layout = blocks.layout();
        int size = Math.min(count, MAX_NODES);
        int groups = (size + GraphLayout.SLOTS - 1) / GraphLayout.SLOTS;
        MemorySegment memory = Arena.ofAuto().allocate(groups * groupBytes(layout), 64);
        SlotEncoder encoder = new SlotEncoder(layout.dimension());
        encoder.ownerAtOrigin();
        for (int i = 0; i < groups * GraphLayout.SLOTS; i++) {
            // the last group is filled up with nodes that it already has
            int node = nodes.applyAsInt((int) ((long) Math.min(i, size - 1) * count / size));
            encoder.neighbor(blocks, node);
            long group = i / GraphLayout.SLOTS * groupBytes(layout);
            int slot = i % GraphLayout.SLOTS;
            encoder.writeRouting(
                    memory, Memory.address(memory, group, groupBytes(layout)), slot, blocks.squaredNorm(node));
            long factors = group + codeBytes(layout) + (long) slot * Float.BYTES;
            memory.set(Layouts.FLOAT, factors, encoder.a());
            memory.set(Layouts.FLOAT, factors + GraphLayout.COLUMN_BYTES, encoder.b());
            memory.set(Layouts.INT, factors + 2 * GraphLayout.COLUMN_BYTES, node);
        }
        return new RoutingTable(layout, memory);
    }

    /** The memory, to be written to a file. */
    MemorySegment memory() {
        return memory;
    }

    /** Some node to which the whole graph is connected. */
    int root() {
        return memory.get(Layouts.INT, codeBytes(layout) + 2 * GraphLayout.COLUMN_BYTES);
    }

    /** Receives entry points. */
    interface Entry {
        void at(int node, float estimate);
    }

    /** Enters at the two nodes that seem nearest to the query. */
    void enter(NodeQuery query, float[] estimates, Entry entry) {
        float best = Float.MAX_VALUE;
        float second = Float.MAX_VALUE;
        int bestNode = -1;
        int secondNode = -1;
        for (long group = 0; group < memory.byteSize(); group += groupBytes(layout)) {
            long factors = group + codeBytes(layout);
            int below = query.estimateRouting(memory, address + group, address + factors, second, estimates);
            for (; below != 0; below &= below - 1) {
                int slot = Integer.numberOfTrailingZeros(below);
                int node =
                        memory.get(Layouts.INT, factors + 2 * GraphLayout.COLUMN_BYTES + (long) slot * Integer.BYTES);
                if (estimates[slot] < best) {
                    second = best;
                    secondNode = bestNode;
                    best = estimates[slot];
                    bestNode = node;
                } else if (estimates[slot] < second) {
                    second = estimates[slot];
                    secondNode = node;
                }
            }
        }
        entry.at(bestNode, best);
        entry.at(secondNode, second);
    }

    private static long codeBytes(GraphLayout layout) {
        return (long) layout.dimension() * Integer.BYTES;
    }

    static long groupBytes(GraphLayout layout) {
        return codeBytes(layout) + 3 * GraphLayout.COLUMN_BYTES;
    }
}
