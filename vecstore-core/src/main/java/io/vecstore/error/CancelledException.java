package io.vecstore.error;

/** The thread was interrupted, or the call was cancelled, before there was a result. The thread's interrupt flag is still set. */
public final class CancelledException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "cancelled";
    }
}
