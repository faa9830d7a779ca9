package io.vecstore.cli;

import io.vecstore.CollectionOptions;
import io.vecstore.SnapshotInfo;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.exchange.JsonLines;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in what {@link ExportCommand} wrote. */
@Command(
        name = "import",
        description = {
            "Takes in an archive (FILE.zip) or lines of JSON (FILE.jsonl).",
            "An archive is kept as a stored snapshot and becomes the content of the database, which is made where there is"
                    + " none. Lines of JSON are stored in a collection, in place of what has the same ids."
        })
final class ImportCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--collection",
            paramLabel = "NAME",
            description = "The collection for lines of JSON, made where there is none; \"default\" by default.")
    private String collection = VecStore.COLLECTION;

    @Option(names = "--force", description = "Let an archive replace a database that has collections.")
    private boolean force;

    @Parameters(paramLabel = "FILE", description = "The file, ending with .zip or .jsonl.")
    private Path file = Path.of("");

    ImportCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path source = environment.resolve(file);
        boolean archive = source.toString().endsWith(ExportCommand.ARCHIVE);
        if (!archive && !source.toString().endsWith(ExportCommand.JSON_LINES)) {
            throw new InvalidRequestException(source + " says no format; it has to end with " + ExportCommand.ARCHIVE
                    + " or " + ExportCommand.JSON_LINES);
        }
        try (VecDatabase opened = VecDatabase.open(database.folder(environment))) {
            if (archive) {
                importArchive(opened, source);
            } else {
                importLines(opened, source);
            }
        }
        return ExitCode.OK.code();
    }

    private void importArchive(VecDatabase opened, Path source) {
        if (!force && !opened.collectionNames().isEmpty()) {
            throw new ConflictException("database " + opened.folder() + " has the collections "
                    + String.join(", ", opened.collectionNames())
                    + ", which the archive would replace; say --force if it shall, or name another database");
        }
        SnapshotInfo imported = opened.importSnapshot(source);
        opened.restoreSnapshot(imported.name());
        environment.terminal().note("restored snapshot \"" + imported.name() + "\" from " + source);
    }

    private void importLines(VecDatabase opened, Path source) {
        var target = opened.collectionNames().contains(collection)
                ? opened.collection(collection)
                : opened.createCollection(collection, CollectionOptions.DEFAULT);
        environment.terminal().note(Units.count(JsonLines.importFrom(source, target), "line") + " read from " + source);
    }
}
