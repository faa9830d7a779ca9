package io.vecstore.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The root of all failures that vecstore reports. Immutable; safe to hand to other threads. */
public abstract sealed class VecStoreException extends RuntimeException
        permits CancelledException,
                ClosedException,
                ConflictException,
                CorruptDataException,
                DatabaseLockedException,
                DeadlineException,
                FilterSyntaxException,
                InvalidRequestException,
                NotFoundException,
                OverloadedException,
                StorageException {

    private static final long serialVersionUID = 1L;

    VecStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** A stable, machine-readable name of the kind of failure, in lower-case words joined by underscores. */
    public abstract String code();
}
