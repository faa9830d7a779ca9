package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.internal.FileStep.Examined;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Looks into files on a thread of its own, a few ahead of the caller, so that parsing and embedding overlap; hands
 * the results out in the order of the files. For one thread.
 */
final class ReadAhead implements AutoCloseable {

    /** Enough to keep the thread busy while a group is embedded; each waiting file holds its text. */
    private static final int AHEAD = 32;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("vecstore-parse").factory());
    private final Iterator<SyncPlan.Work> rest;
    private final Function<SyncPlan.Work, Examined> examine;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(SyncPlan.Work work, Future<Examined> step) {}

    ReadAhead(List<SyncPlan.Work> works, Function<SyncPlan.Work, Examined> examine) {
        this.rest = works.iterator();
        this.examine = examine;
        fill();
    }

    private void fill() {
        while (waiting.size() < AHEAD && rest.hasNext()) {
            SyncPlan.Work work = rest.next();
            waiting.add(new Waiting(work, thread.submit(() -> examine.apply(work))));
        }
    }

    boolean hasNext() {
        return !waiting.isEmpty();
    }

    /** The file that {@link #next} will be about. */
    SyncPlan.Work peek() {
        return waiting.getFirst().work();
    }

    Examined next() throws InterruptedException {
        try {
            Examined step = waiting.getFirst().step().get();
            waiting.removeFirst();
            fill();
            return step;
        } catch (ExecutionException failure) {
            throw unchecked(Objects.requireNonNull(failure.getCause()));
        }
    }

    /** Examining declares no checked exception, so there is none. */
    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
