package io.vecstore.bench.ann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.measure.JsonLines;
import io.vecstore.bench.peer.SystemSetting;
import io.vecstore.bench.peer.VecstoreIndex;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WorkerTest {

    @TempDir
    private Path folder;

    private Dataset dataset(String more) throws Exception {
        AnnOptions options = new AnnOptions();
        new CommandLine(options)
                .parseArgs(("--dataset synthetic:1000:16 --max-queries 20 " + more)
                        .trim()
                        .split(" ", -1));
        return Dataset.prepare(options, folder);
    }

    private WorkerSpec spec(Dataset dataset, int threads) {
        return new WorkerSpec(
                SystemSetting.peer("flat"),
                folder.resolve("index"),
                dataset.base(),
                dataset.queries(),
                Metric.COSINE,
                threads);
    }

    private static Order.Run run(Dataset dataset, FilterSpec filter) {
        return new Order.Run(10, filter.toString(), dataset.truths().get(filter), 0.001);
    }

    @Test
    void obey_buildThenOpenThenRun_measures() throws Exception {
        FilterSpec filter = new FilterSpec(0.1, FilterSpec.Correlation.NONE);
        Dataset dataset = dataset("--filter 1,0.1");
        try (Worker worker = new Worker(spec(dataset, 1))) {
            Reply.Built built = (Reply.Built) worker.obey(Order.of(Order.Action.BUILD));
            assertThat(built.diskBytes()).isGreaterThan(1000 * 16 * 4);
        }
        try (Worker worker = new Worker(spec(dataset, 2))) {
            assertThat(((Reply.Opened) worker.obey(Order.of(Order.Action.OPEN))).millis())
                    .isPositive();
            Reply.Measured all = (Reply.Measured) worker.obey(Order.run(run(dataset, FilterSpec.NO_FILTER)));
            assertThat(all.recall()).isEqualTo(1);
            assertThat(all.queries()).isGreaterThanOrEqualTo(20);
            assertThat(all.threadCpuSeconds()).isPositive();
            assertThat(all.filterMicros()).isZero();
            Reply.Measured filtered = (Reply.Measured) worker.obey(Order.run(run(dataset, filter)));
            assertThat(filtered.recall()).isEqualTo(1);
            assertThat(filtered.filterMicros()).isPositive();
        }
    }

    @Test
    void messages_betweenParentAndWorker_readBack() {
        WorkerSpec spec = new WorkerSpec(
                SystemSetting.vecstore(VecstoreIndex.DEFAULT),
                folder,
                folder.resolve("b"),
                folder.resolve("q"),
                Metric.EUCLIDEAN,
                2);
        Order order = Order.run(new Order.Run(40, "0.1:positive", folder.resolve("t"), 0.3));
        Reply.Built built = new Reply.Built(1.5, 2.5, 3, null);

        assertThat(JsonLines.read(JsonLines.write(spec), WorkerSpec.class)).isEqualTo(spec);
        assertThat(JsonLines.read(JsonLines.write(order), Order.class)).isEqualTo(order);
        assertThat(JsonLines.read(JsonLines.write(Order.of(Order.Action.OPEN)), Order.class))
                .isEqualTo(Order.of(Order.Action.OPEN));
        assertThat(JsonLines.read(JsonLines.write(built), Reply.Built.class)).isEqualTo(built);
    }

    @Test
    void obey_runBeforeOpen_isRefused() throws Exception {
        Dataset dataset = dataset("");
        try (Worker worker = new Worker(spec(dataset, 1))) {
            assertThatThrownBy(() -> worker.obey(Order.run(run(dataset, FilterSpec.NO_FILTER))))
                    .isInstanceOf(BenchException.class);
        }
    }

    @Test
    void prepare_truthOfAnotherMetric_isRefused() throws Exception {
        Dataset made = dataset("");
        AnnOptions options = new AnnOptions();
        Path wrong = folder.resolve("wrong.ivecs");
        Vectors.writeInts(wrong, 20, query -> new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        new CommandLine(options)
                .parseArgs(
                        "--base",
                        made.base().toString(),
                        "--queries",
                        made.queries().toString(),
                        "--truth",
                        wrong.toString());

        assertThatThrownBy(() -> Dataset.prepare(options, folder))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("another metric");
    }

    @Test
    void prepare_filterThatLeavesFewerThanTen_isRefused() {
        assertThatThrownBy(() -> dataset("--filter 0.005"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("larger share");
    }
}
