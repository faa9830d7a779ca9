package io.vecstore.cli;

import io.vecstore.DoctorReport;
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
        description = "Reads the whole database and verifies every checksum; changes nothing. Nobody may have it open.")
final class DoctorCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    DoctorCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path folder = database.folder(environment);
        DoctorReport report = VecDatabase.doctor(folder);
        if (json) {
            Json.print(environment.terminal(), Json.doctor(report, folder.toString()));
        } else {
            print(report, folder);
        }
        return (report.isHealthy() ? ExitCode.OK : ExitCode.DAMAGED).code();
    }

    private void print(DoctorReport report, Path folder) {
        PrintStream out = environment.terminal().out();
        for (DoctorReport.Damage damage : report.damages()) {
            out.println(damage.path() + ": " + damage.reason()
                    + (damage.derived() ? " (nothing is lost: it is rebuilt on opening)" : ""));
        }
        out.println(folder + ": " + Units.count(report.filesRead(), "file") + " read, "
                + Units.bytes(report.bytesRead()) + ", "
                + (report.isHealthy() ? "healthy" : Units.count(report.damages().size(), "damage") + " found"));
    }
}
