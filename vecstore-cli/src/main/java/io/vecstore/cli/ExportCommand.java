package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.exchange.JsonLines;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the database, or a collection of it, into one file. */
@Command(
        name = "export",
        description = {
            "Writes the database into an archive with checksums (FILE.zip), or a collection as lines of JSON (FILE.jsonl).",
            "FILE appears when it is complete."
        })
final class ExportCommand implements Callable<Integer> {

    static final String ARCHIVE = ".zip";
    static final String JSON_LINES = ".jsonl";

    private final CliEnvironment environment;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final CollectionOption collection = new CollectionOption();

    @Parameters(paramLabel = "FILE", description = "A file that does not exist, ending with .zip or .jsonl.")
    private Path file = Path.of("");

    @Option(
            names = "--snapshot",
            paramLabel = "NAME",
            description = "Archive this stored snapshot instead of the database as it is now.")
    private String snapshot = "";

    @Option(
            names = "--base",
            paramLabel = "NAME",
            description = "Archive only what this stored snapshot has not; with --snapshot.")
    private String base = "";

    ExportCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path target = environment.resolve(file);
        if (!base.isEmpty() && snapshot.isEmpty()) {
            throw new InvalidRequestException(
                    "--base needs --snapshot: what is later archived builds on stored snapshots");
        }
        try (VecDatabase opened = database.openDatabase(environment)) {
            if (target.toString().endsWith(JSON_LINES)) {
                long lines = JsonLines.exportTo(target, opened.collection(collection.name(opened)));
                environment.terminal().note(Units.count(lines, "line") + " written to " + target);
            } else if (target.toString().endsWith(ARCHIVE)) {
                archive(opened, target);
                environment.terminal().note("archived to " + target);
            } else {
                throw new InvalidRequestException(
                        target + " says no format; let it end with " + ARCHIVE + " or " + JSON_LINES);
            }
        }
        return ExitCode.OK.code();
    }

    private void archive(VecDatabase opened, Path target) {
        if (!base.isEmpty()) {
            opened.exportSnapshot(snapshot, base, target);
        } else if (!snapshot.isEmpty()) {
            opened.exportSnapshot(snapshot, target);
        } else {
            String name = "export " + UUID.randomUUID();
            opened.createSnapshot(name);
            try {
                opened.exportSnapshot(name, target);
            } finally {
                opened.deleteSnapshot(name);
            }
        }
    }
}
