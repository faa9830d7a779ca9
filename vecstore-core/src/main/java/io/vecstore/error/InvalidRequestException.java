package io.vecstore.error;

/** A value handed in is not usable; nothing was changed. */
public final class InvalidRequestException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "invalid_request";
    }
}
