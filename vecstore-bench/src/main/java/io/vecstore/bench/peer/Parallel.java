package io.vecstore.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered pieces of work, done by so many threads. */
final class Parallel {

    private Parallel() {}

    /** One piece. */
    @FunctionalInterface
    interface Piece {
        void run(int number) throws Exception;
    }

    /** Runs pieces 0 to {@code count - 1}, each once, begun in order; fails as the first one that fails. */
    static void run(int threads, int count, Piece piece) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        piece.run(number);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }
}
