package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import java.io.IOException;
import java.util.function.Supplier;

/** Adds to what is wrong with a database what its user can do. */
final class Remedy {

    private static final String WORDS = "nothing was changed: restore a snapshot or a backup, or have what is left kept"
            + " by \"vecstore doctor --repair\"";

    private Remedy() {}

    /** Runs {@code reading}; what it throws says what to do. */
    static <T> T named(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (VecStoreException damage) {
            throw with(damage);
        }
    }

    /** The same damage, and what to do. */
    static VecStoreException with(VecStoreException damage) {
        VecStoreException told = switch (damage) {
            case CorruptDataException corrupt ->
                new CorruptDataException(corrupt.path(), corrupt.offset(), corrupt.reason() + "; " + WORDS);
            case StorageException unreadable ->
                new StorageException(
                        "read (" + WORDS + ")",
                        unreadable.path(),
                        new IOException(unreadable.getMessage(), unreadable));
            default -> damage;
        };
        if (told != damage) {
            told.addSuppressed(damage);
        }
        return told;
    }
}
