/**
 * <b>What.</b> The {@code vecstore} command.
 *
 * <p><b>How.</b> {@link io.vecstore.cli.Main} builds a {@link io.vecstore.cli.CliEnvironment} from the process and hands
 * the arguments to picocli; each subcommand is one class that opens a {@link io.vecstore.pipeline.RagPipeline}, calls
 * it, and prints. Text goes through {@link io.vecstore.cli.Terminal}, JSON through {@link io.vecstore.cli.Json}.
 *
 * <p><b>Rules.</b> Results go to standard output, everything else to standard error; with {@code --json} standard
 * output is one JSON value. A command throws what it cannot do: {@link io.vecstore.cli.Failures} makes one line and
 * an {@link io.vecstore.cli.ExitCode} of it. {@code docs/cli.md} holds the help texts; a test compares them.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.cli.Main}, then {@link io.vecstore.cli.AskCommand}.
 */
@NullMarked
package io.vecstore.cli;

import org.jspecify.annotations.NullMarked;
