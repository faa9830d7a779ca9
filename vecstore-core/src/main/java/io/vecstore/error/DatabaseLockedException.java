package io.vecstore.error;

import java.nio.file.Path;

/** Another process (or another handle in this one) holds the database open for writing. */
public final class DatabaseLockedException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    /**
     * @param database the folder that is locked
     * @param holder who holds it, as the lock file says: process id, host, start time
     */
    public DatabaseLockedException(Path database, String holder) {
        super(
                "database " + database + " is in use by " + holder
                        + "; close it there first, or use another database folder",
                null);
    }

    @Override
    public String code() {
        return "database_locked";
    }
}
