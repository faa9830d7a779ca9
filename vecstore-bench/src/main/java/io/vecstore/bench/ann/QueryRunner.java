package io.vecstore.bench.ann;

import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.Workload;
import io.vecstore.bench.measure.CpuTime;
import io.vecstore.bench.measure.Statistics;
import io.vecstore.bench.peer.AnnSystem.Searcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks all queries of a workload, again and again for a while, by some threads that share them. */
final class QueryRunner implements AutoCloseable {

    /** How many neighbors are asked for. */
    static final int TOP_K = 10;

    private final List<Searcher> searchers;
    private final ExecutorService pool;

    /** @param searchers one for each thread */
    QueryRunner(List<Searcher> searchers) {
        this.searchers = List.copyOf(searchers);
        this.pool = Executors.newFixedThreadPool(searchers.size());
    }

    Reply.Measured run(Workload workload, Vectors truth, int ef, double cpuSeconds)
            throws InterruptedException, ExecutionException {
        long cpuBefore = CpuTime.process();
        List<Future<Share>> running = new ArrayList<>();
        for (int thread = 0; thread < searchers.size(); thread++) {
            Share share = new Share(thread, workload, truth, ef);
            running.add(pool.submit(() -> share.run((long) (cpuSeconds * 1e9))));
        }
        List<Share> done = new ArrayList<>();
        for (Future<Share> each : running) {
            done.add(each.get());
        }
        return sum(done, CpuTime.process() - cpuBefore, workload.queries().size());
    }

    private static Reply.Measured sum(List<Share> shares, long processCpu, int distinct) {
        long queries = shares.stream().mapToLong(share -> share.count).sum();
        long cpu = shares.stream().mapToLong(share -> share.cpuNanos).sum();
        long filter = shares.stream().mapToLong(share -> share.filterNanos).sum();
        double recall = shares.stream().mapToDouble(share -> share.recall).sum() / distinct;
        long[] times = shares.stream()
                .flatMapToLong(share -> Arrays.stream(share.times, 0, share.count))
                .toArray();
        return new Reply.Measured(
                recall,
                queries,
                CpuTime.seconds(cpu),
                CpuTime.seconds(processCpu),
                Statistics.median(times, times.length) / 1e3,
                filter / 1e3 / queries);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What one thread does: every so manieth query. */
    private final class Share {
        private final int thread;
        private final Workload workload;
        private final Vectors truth;
        private final int ef;
        private final Searcher searcher;
        private final int[] found = new int[TOP_K];
        private long[] times;
        private int count;
        private long cpuNanos;
        private long filterNanos;
        private double recall;

        private Share(int thread, Workload workload, Vectors truth, int ef) {
            this.thread = thread;
            this.workload = workload;
            this.truth = truth;
            this.ef = ef;
            this.searcher = searchers.get(thread);
            this.times = new long[workload.queries().size()];
        }

        private Share run(long minCpuNanos) throws IOException {
            // The first pass remembers what was found and is judged afterwards, so that judging costs nothing here.
            int[][] firstPass = new int[workload.queries().size()][];
            long cpuBefore = CpuTime.thread();
            pass(firstPass);
            while (CpuTime.thread() - cpuBefore < minCpuNanos) {
                pass(null);
            }
            cpuNanos = CpuTime.thread() - cpuBefore;
            for (int query = thread; query < firstPass.length; query += searchers.size()) {
                int[] rows = firstPass[query];
                recall += Statistics.recall(rows, rows.length, truth.ints(query), TOP_K);
            }
            return this;
        }

        private void pass(int @Nullable [][] results) throws IOException {
            for (int query = thread; query < workload.queries().size(); query += searchers.size()) {
                long start = System.nanoTime();
                int n = search(query);
                time(System.nanoTime() - start);
                if (results != null) {
                    results[query] = Arrays.copyOf(found, n);
                }
            }
        }

        private int search(int query) throws IOException {
            float[] vector = workload.queries().get(query);
            if (workload.filters().isEmpty()) {
                return searcher.search(vector, ef, found);
            }
            int n = searcher.search(vector, ef, workload.filters().get(query), found);
            filterNanos += searcher.filterNanos();
            return n;
        }

        private void time(long nanos) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = nanos;
        }
    }
}
