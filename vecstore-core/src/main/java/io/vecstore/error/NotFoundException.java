package io.vecstore.error;

/** A collection, record, document or path that was named does not exist. */
public final class NotFoundException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "not_found";
    }
}
