package io.vecstore.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Inserts many nodes with several threads, in phases: after each the graph has doubled and its routing table is made
 * anew, so that the first nodes are no bottleneck and entry points always lie all over the graph.
 */
final class Construction {

    /** Nodes that a thread takes at a time. */
    private static final int BATCH = 32;
    /** Shorter phases do not pay for a second thread. */
    private static final int SERIAL_NODES = 1_024;

    private final GraphBuilder builder;
    private final IntUnaryOperator order;
    private final VectorSource vectors;
    private final BooleanSupplier cancelled;
    private final List<Inserter> inserters = new ArrayList<>();

    /**
     * @param builder with room for all nodes
     * @param order the node that is inserted i-th
     * @param vectors of the nodes
     * @param threads how many insert at a time, the caller's included
     * @param cancelled asked now and then; ends the construction by a {@link CancellationException}
     */
    Construction(
            GraphBuilder builder,
            IntUnaryOperator order,
            VectorSource vectors,
            int threads,
            BooleanSupplier cancelled) {
        this.builder = builder;
        this.order = order;
        this.vectors = vectors;
        this.cancelled = cancelled;
        for (int i = 0; i < threads; i++) {
            inserters.add(new Inserter(builder));
        }
    }

    /** Inserts the nodes {@code order(from), ..., order(to - 1)}; those before are in the graph. */
    void insert(int from, int to) {
        int at = from;
        while (at < to) {
            int end = Math.min(to, Math.max(2 * at, 1));
            phase(at, end);
            builder.routing(RoutingTable.of(builder.blocks(), order, end));
            at = end;
        }
    }

    private void phase(int from, int to) {
        AtomicInteger next = new AtomicInteger(from);
        if (to - from < SERIAL_NODES || inserters.size() == 1) {
            work(inserters.getFirst(), next, to);
            return;
        }
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> helpers = inserters.stream()
                .skip(1)
                .map(inserter -> Thread.ofPlatform()
                        .daemon()
                        .name("vecstore-graph")
                        .uncaughtExceptionHandler((thread, thrown) -> failures.add(thrown))
                        .start(() -> work(inserter, next, to)))
                .toList();
        try {
            work(inserters.getFirst(), next, to);
        } finally {
            next.set(to); // after a failure here the helpers stop too
            helpers.forEach(Construction::join);
        }
        failures.forEach(Construction::rethrow);
    }

    private void work(Inserter inserter, AtomicInteger next, int to) {
        int start = next.getAndAdd(BATCH);
        while (start < to) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the construction of a graph was cancelled");
            }
            for (int i = start; i < Math.min(to, start + BATCH); i++) {
                int node = order.applyAsInt(i);
                inserter.insert(node, vectors.segment(node), vectors.offset(node));
            }
            start = next.getAndAdd(BATCH);
        }
    }

    /** Waits for a helper, which ends by itself; an interrupt is kept for the caller. */
    private static void join(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException wait) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }
}
