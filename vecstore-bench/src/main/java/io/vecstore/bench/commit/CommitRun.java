package io.vecstore.bench.commit;

import io.vecstore.bench.measure.CpuTime;
import io.vecstore.bench.measure.Statistics;
import io.vecstore.bench.rows.SampleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writers that commit row after row to one store, in several rounds. */
final class CommitRun {

    private final CommitStore store;
    private final List<SampleRow> rows;
    private final int writers;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> perCpuSecond = new ArrayList<>();

    /** @param rows taken in turns; a row that comes again replaces itself */
    CommitRun(CommitStore store, List<SampleRow> rows, int writers) {
        this.store = store;
        this.rows = List.copyOf(rows);
        this.writers = writers;
    }

    /** Commits for so long; counts unless it is the warm-up. */
    void round(double seconds, boolean counted) throws Exception {
        long start = System.nanoTime();
        long cpuBefore = CpuTime.process();
        long deadline = start + (long) (seconds * 1e9);
        long commits = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                running.add(pool.submit(() -> write(deadline)));
            }
            for (Future<Long> each : running) {
                commits += each.get();
            }
        }
        if (counted) {
            perSecond.add(commits / CpuTime.seconds(System.nanoTime() - start));
            perCpuSecond.add(commits / CpuTime.seconds(CpuTime.process() - cpuBefore));
        }
    }

    private long write(long deadline) throws Exception {
        long commits = 0;
        while (System.nanoTime() < deadline) {
            store.commit(rows.get(Math.floorMod(next.getAndIncrement(), rows.size())));
            commits++;
        }
        return commits;
    }

    /** The median over the rounds. */
    double perSecond() {
        return Statistics.median(perSecond);
    }

    /** The median over the rounds, by CPU time of the whole process. */
    double perCpuSecond() {
        return Statistics.median(perCpuSecond);
    }
}
