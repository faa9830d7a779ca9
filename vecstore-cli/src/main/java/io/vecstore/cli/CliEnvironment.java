package io.vecstore.cli;

import io.vecstore.embeddings.Embedder;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the command gets from its process.
 *
 * @param workingDirectory what relative paths are relative to
 * @param embedder makes the model when it is needed
 */
record CliEnvironment(Path workingDirectory, Terminal terminal, Supplier<? extends Embedder> embedder) {

    /** A path that the user gave, absolute. */
    Path resolve(Path given) {
        return workingDirectory.resolve(given).normalize();
    }
}
