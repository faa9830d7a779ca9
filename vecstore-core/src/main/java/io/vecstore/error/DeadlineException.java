package io.vecstore.error;

/** A search took longer than its request allows; nothing was changed, and the store is as usable as before. */
public final class DeadlineException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public DeadlineException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "deadline_exceeded";
    }
}
