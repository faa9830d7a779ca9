package io.vecstore.bench.store;

import io.vecstore.bench.measure.ChildJvm;
import io.vecstore.bench.measure.JsonLines;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The process in which one thing is measured; {@code store} starts it and reads the line that it prints. */
@Command(name = "store-worker", hidden = true, description = "Measures one thing; started by store.")
public final class StoreWorkerCommand implements Callable<Integer> {

    @Parameters(description = "What to do, as JSON.")
    private String task = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        StoreTask parsed = JsonLines.read(task, StoreTask.class);
        List<Figure> figures = parsed.run();
        ChildJvm.answer(spec.commandLine().getOut(), figures);
        if (parsed.kind() == StoreTask.Kind.CRASH) {
            Runtime.getRuntime().halt(0);
        }
        return 0;
    }
}
