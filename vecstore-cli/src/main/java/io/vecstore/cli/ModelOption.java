package io.vecstore.cli;

import io.vecstore.embeddings.onnx.OnnxEmbedder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names another embedding model. */
final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The folder of the embedding model (tokenizer.json, model.onnx); the one built in by default."
                    + " A database belongs to the model it was made with.")
    private Optional<Path> folder = Optional.empty();

    ModelOption() {}

    /** The environment with the model that was chosen. */
    CliEnvironment in(CliEnvironment environment) {
        return folder.map(environment::resolve)
                .map(model -> new CliEnvironment(
                        environment.workingDirectory(), environment.terminal(), () -> OnnxEmbedder.open(model)))
                .orElse(environment);
    }
}
