package io.vecstore.bench.ann;

import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.ChildJvm;
import io.vecstore.bench.measure.JsonLines;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A {@link WorkerCommand} in a process of its own, seen from its parent. */
final class WorkerProcess implements AutoCloseable {

    private final WorkerSpec spec;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader replies;

    /** @param heap the most that its heap may take, as {@code -Xmx} has it */
    WorkerProcess(WorkerSpec spec, String heap) throws IOException {
        this.spec = spec;
        this.process = ChildJvm.start(heap, "worker", JsonLines.write(spec));
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Has an order carried out and waits for the answer. */
    <T extends Reply> T ask(Order order, Class<T> reply) throws IOException {
        orders.write(JsonLines.write(order));
        orders.newLine();
        orders.flush();
        for (String line = replies.readLine(); line != null; line = replies.readLine()) {
            if (line.startsWith(WorkerCommand.REPLY)) {
                return JsonLines.read(line.substring(WorkerCommand.REPLY.length()), reply);
            }
        }
        throw new BenchException("the process of " + spec.system().name() + " ended at " + order.action()
                + "; what it said is above. If it ran out of memory, try a larger --heap");
    }

    /** Has the process end by itself. */
    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
