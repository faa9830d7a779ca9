package io.vecstore.error;

/** What was asked contradicts what is stored: another configuration, another model, a name that is taken. */
public final class ConflictException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "conflict";
    }
}
