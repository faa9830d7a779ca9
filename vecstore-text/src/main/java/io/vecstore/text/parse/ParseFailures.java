package io.vecstore.text.parse;

import io.vecstore.text.parse.DocumentParseException.Reason;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;

/**
 * The seam at which whatever a parser let out of a hostile file becomes one {@link DocumentParseException}.
 * Limits are checked before and while memory is used; an {@link OutOfMemoryError} that happens all the same
 * is reported as a limit, since the worker's memory is free again when it is caught.
 */
final class ParseFailures {
    /** As deep as causes are followed: they may form a ring. */
    private static final int MAX_CAUSES = 20;

    private ParseFailures() {}

    /** What {@link #of} can name; other errors are bugs of ours. */
    static boolean isKnown(Throwable failure) {
        return failure instanceof Exception
                || failure instanceof StackOverflowError
                || failure instanceof OutOfMemoryError
                || failure instanceof LinkageError
                || failure instanceof AssertionError;
    }

    static DocumentParseException of(String source, Throwable failure) {
        return ours(failure).orElseGet(() -> {
            Reason reason = reason(failure);
            return new DocumentParseException(source, reason, detail(reason, failure), failure);
        });
    }

    private static Optional<DocumentParseException> ours(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof DocumentParseException e) {
                return Optional.of(e);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Reason reason(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            Optional<Reason> reason = ownReason(cause);
            if (reason.isPresent()) {
                return reason.get();
            }
            cause = cause.getCause();
        }
        return Reason.CORRUPT;
    }

    private static Optional<Reason> ownReason(Throwable failure) {
        return switch (failure) {
            case EncryptedDocumentException _ -> Optional.of(Reason.ENCRYPTED);
            case StackOverflowError _ -> Optional.of(Reason.LIMIT);
            case OutOfMemoryError _ -> Optional.of(Reason.LIMIT);
            // Public-key encryption is the one thing that asks for a library we leave out.
            case LinkageError e
            when String.valueOf(e.getMessage()).contains("bouncycastle") -> Optional.of(Reason.ENCRYPTED);
            case LinkageError _ -> Optional.of(Reason.UNSUPPORTED);
            default -> isZipBomb(failure) ? Optional.of(Reason.LIMIT) : Optional.empty();
        };
    }

    /** Tika's and POI's own guards throw general exceptions. */
    private static boolean isZipBomb(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("zip bomb") || message.contains("zip-bomb");
    }

    private static String detail(Reason reason, Throwable failure) {
        return switch (reason) {
            case ENCRYPTED -> "it is encrypted";
            case UNSUPPORTED -> "it needs a library that is not on the class path (" + failure.getMessage() + ")";
            case LIMIT -> "it costs more memory or nesting than is allowed (" + innermost(failure) + ")";
            default -> "it is damaged (" + innermost(failure) + ")";
        };
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause.getCause() != null && i < MAX_CAUSES; i++) {
            cause = cause.getCause();
        }
        String message = cause instanceof TikaException || cause.getMessage() != null ? cause.getMessage() : "";
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : firstLine(message);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
