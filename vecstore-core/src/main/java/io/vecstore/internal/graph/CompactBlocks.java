package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The nodes of a graph whose codes lie apart from the neighbors' numbers: of each node its code, then the numbers of up
 * to {@code slots} neighbors, int32, -1 where there is none. Immutable.
 *
 * @param memory of all nodes
 * @param codec of the codes
 * @param slots how many neighbors a node may have
 */
record CompactBlocks(MemorySegment memory, NodeCodec codec, int slots) {

    static long stride(NodeCodec codec, int slots) {
        return codec.codeBytes() + (long) slots * Integer.BYTES;
    }

    long stride() {
        return stride(codec, slots);
    }

    int count() {
        return (int) (memory.byteSize() / stride());
    }

    long offset(int node) {
        return node * stride();
    }

    int neighbor(int node, int slot) {
        return memory.get(Layouts.INT, offset(node) + codec.codeBytes() + (long) slot * Integer.BYTES);
    }
}
