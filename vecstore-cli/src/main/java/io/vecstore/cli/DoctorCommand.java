package io.vecstore.cli;

import io.vecstore.DoctorReport;
import io.vecstore.RepairReport;
import io.vecstore.VecDatabase;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies every checksum. */
@Command(
        name = "doctor",
        description = {
            "Reads the whole database, verifies every checksum, and says what is damaged and what that costs. Nobody may"
                    + " have it open.",
            "With --repair it keeps all that can be read, lists what is lost, and moves what it takes away to the"
                    + " folder set-aside of the database; without, it changes nothing."
        })
final class DoctorCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Option(names = "--repair", description = "Make the database one that opens.")
    private boolean repair;

    DoctorCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path folder = database.folder(environment);
        DoctorReport left = repair ? repair(folder) : examine(folder);
        return (left.isHealthy() ? ExitCode.OK : ExitCode.DAMAGED).code();
    }

    private DoctorReport examine(Path folder) {
        DoctorReport report = VecDatabase.doctor(folder);
        if (json) {
            Json.print(environment.terminal(), Json.doctor(report, folder.toString()));
        } else {
            print(report, folder);
        }
        return report;
    }

    private DoctorReport repair(Path folder) {
        RepairReport report = VecDatabase.repair(folder);
        if (json) {
            Json.print(environment.terminal(), Json.repair(report, folder.toString()));
        } else {
            print(report.before(), folder);
            for (RepairReport.Action action : report.actions()) {
                environment
                        .terminal()
                        .out()
                        .println(action.path() + ": " + action.done()
                                + (action.lost().isEmpty() ? "" : "; lost: " + action.lost()));
            }
            if (!report.actions().isEmpty()) {
                print(report.after(), folder);
            }
        }
        return report.after();
    }

    private void print(DoctorReport report, Path folder) {
        PrintStream out = environment.terminal().out();
        for (DoctorReport.Damage damage : report.damages()) {
            out.println(damage.path() + ": " + damage.reason() + " (" + damage.cost() + ")");
        }
        out.println(folder + ": " + Units.count(report.filesRead(), "file") + " read, "
                + Units.bytes(report.bytesRead()) + ", "
                + (report.isHealthy() ? "healthy" : Units.count(report.damages().size(), "damage") + " found"));
    }
}
