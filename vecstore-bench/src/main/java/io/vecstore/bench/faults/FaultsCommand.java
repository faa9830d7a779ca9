package io.vecstore.bench.faults;

import io.vecstore.Durability;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.testkit.CallFailures;
import io.vecstore.testkit.KillLoop;
import io.vecstore.testkit.PowerCuts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fault tests in rounds, each with the next seed, until the time is up or something is wrong. */
@Command(
        name = "faults",
        description =
                "Cuts the power, fails the file system and kills processes, and compares what is left with a model,"
                        + " for as long as told; exit code 1 and a seed if anything is wrong.")
public final class FaultsCommand implements Callable<Integer> {

    @Option(names = "--minutes", defaultValue = "10", description = "How long; ${DEFAULT-VALUE} by default.")
    private double minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Of the first round; ${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = "--commits",
            defaultValue = "40",
            description = "In each round on the simulated disk; ${DEFAULT-VALUE} by default.")
    private int commits;

    @Option(
            names = "--kills",
            defaultValue = "50",
            description = "Processes killed in each round; ${DEFAULT-VALUE} by default.")
    private int kills;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    private long images;
    private long calls;
    private long killed;

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0) || commits < 1 || kills < 0) {
            throw new BenchException("--minutes " + minutes + ", --commits " + commits + ", --kills " + kills
                    + ": more than 0, at least 1 and at least 0 are needed");
        }
        long end =
                System.nanoTime() + Duration.ofMillis((long) (minutes * 60_000)).toNanos();
        Path work = Files.createTempDirectory("vecstore-faults-");
        try {
            KillLoop loop = new KillLoop(work.resolve("db"), seed);
            long next = seed;
            do {
                round(next, loop, end);
                report(next, loop);
                next++;
            } while (System.nanoTime() < end);
            return 0;
        } catch (AssertionError wrong) {
            wrong.printStackTrace(spec.commandLine().getErr());
            return 1;
        } finally {
            DiskUsage.delete(work);
        }
    }

    /** The kills are what is cut short when the time is up. */
    private void round(long next, KillLoop loop, long end) throws Exception {
        for (Durability durability : List.of(Durability.sync(), Durability.os())) {
            PowerCuts cuts = new PowerCuts(next, commits, durability);
            images += cuts.everywhere() + cuts.processEndsEverywhere() + cuts.duringRecovery();
        }
        CallFailures failures = new CallFailures(next, commits / 2 + 1);
        calls += failures.eachOnce() + failures.allFromEachOn();
        for (int i = 0; i < kills && (i == 0 || System.nanoTime() < end); i++) {
            loop.cycle();
            killed++;
        }
    }

    private void report(long done, KillLoop loop) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "seed %d done: so far %d crashes on the simulated disk, %d failed calls, %d kills with %d commits%n",
                done,
                images,
                calls,
                killed,
                loop.reached());
        out.flush();
    }
}
