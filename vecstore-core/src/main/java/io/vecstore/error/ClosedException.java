package io.vecstore.error;

/** The database, collection or snapshot was used after it had been closed. */
public final class ClosedException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public ClosedException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "closed";
    }
}
