package io.vecstore.cli;

import io.vecstore.VecDatabase;
import io.vecstore.error.NotFoundException;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.RagPipelineBuilder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the database, and the ways to open it. */
final class DatabaseOption {

    private static final Path DEFAULT = Path.of(".vecstore");

    @Option(
            names = "--db",
            paramLabel = "PATH",
            description = "The folder of the database; .vecstore in the working directory by default.")
    private Path path = DEFAULT;

    DatabaseOption() {}

    Path folder(CliEnvironment environment) {
        return environment.resolve(path);
    }

    /** Opens the database, or makes it. */
    RagPipeline openOrCreate(CliEnvironment environment) {
        return builder(environment).build();
    }

    /** Opens the database that must be there. */
    RagPipeline open(CliEnvironment environment) {
        return builder(environment).mustExist().build();
    }

    /** Opens the database that must be there, for work on its files as a whole. */
    VecDatabase openDatabase(CliEnvironment environment) {
        return VecDatabase.open(existingFolder(environment));
    }

    /** The folder of the database, which must be there. */
    Path existingFolder(CliEnvironment environment) {
        Path folder = folder(environment);
        if (!VecDatabase.exists(folder)) {
            throw new NotFoundException("there is no vecstore database in " + folder + "; name it with --db");
        }
        return folder;
    }

    private RagPipelineBuilder builder(CliEnvironment environment) {
        return RagPipeline.builder().database(folder(environment)).embedder(environment.embedder());
    }
}
