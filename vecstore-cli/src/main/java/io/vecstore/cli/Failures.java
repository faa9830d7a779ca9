package io.vecstore.cli;

import io.vecstore.chat.StartException;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.error.CancelledException;
import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.DeadlineException;
import io.vecstore.error.FilterSyntaxException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.OverloadedException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.rerank.RerankException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes one message and an exit code of whatever a command throws. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Terminal terminal;
    private final BooleanSupplier debug;

    /** @param debug whether to print stack traces; known once the options are parsed */
    Failures(Terminal terminal, BooleanSupplier debug) {
        this.terminal = terminal;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        if (debug.getAsBoolean()) {
            failure.printStackTrace(terminal.err());
        }
        return switch (failure) {
            case VecStoreException known -> report(known.getMessage(), exitCode(known));
            case EmbeddingException model -> report(String.valueOf(model.getMessage()), ExitCode.FAILED);
            case RerankException model -> report(String.valueOf(model.getMessage()), ExitCode.FAILED);
            case StartException start -> report(String.valueOf(start.getMessage()), ExitCode.FAILED);
            default ->
                report(
                        "this should not have happened: " + failure + "; run it again with --debug and report that",
                        ExitCode.FAILED);
        };
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        if (debug.getAsBoolean()) {
            failure.printStackTrace(terminal.err());
        }
        int code = report(
                failure.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help", ExitCode.USAGE);
        UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        return code;
    }

    private int report(String message, ExitCode code) {
        terminal.note(message);
        return code.code();
    }

    private static ExitCode exitCode(VecStoreException failure) {
        return switch (failure) {
            case InvalidRequestException _, FilterSyntaxException _ -> ExitCode.USAGE;
            case CorruptDataException _ -> ExitCode.DAMAGED;
            case CancelledException _,
                    ClosedException _,
                    ConflictException _,
                    DatabaseLockedException _,
                    DeadlineException _,
                    NotFoundException _,
                    OverloadedException _,
                    StorageException _ -> ExitCode.FAILED;
        };
    }
}
