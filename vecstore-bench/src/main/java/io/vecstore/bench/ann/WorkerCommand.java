package io.vecstore.bench.ann;

import io.vecstore.bench.measure.JsonLines;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The process in which one system is measured; {@code ann} starts it and talks to it through its standard streams. */
@Command(name = "worker", hidden = true, description = "Measures one system; started by ann.")
public final class WorkerCommand implements Callable<Integer> {

    /** Begins each answer, so that what a library prints is not taken for one. */
    static final String REPLY = "reply ";

    @Parameters(description = "What to do, as JSON.")
    private String spec = "";

    @Override
    public Integer call() throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Worker worker = new Worker(JsonLines.read(spec, WorkerSpec.class))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(REPLY + JsonLines.write(worker.obey(JsonLines.read(line, Order.class))));
            }
        }
        return 0;
    }
}
