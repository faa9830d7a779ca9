package io.vecstore.error;

/** More asynchronous calls wait than {@link io.vecstore.DatabaseOptions#asyncQueue} allows; nothing of this one was done. */
public final class OverloadedException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public OverloadedException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "overloaded";
    }
}
