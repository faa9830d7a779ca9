package io.vecstore.error;

/** What was asked contradicts what is stored: another configuration, another model, a name that is taken. */
public final class ConflictException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message, null);
    }

    /**
     * A record does not have the version that a write was made for.
     *
     * @param id of the record
     * @param expected the version that was asked for, 0 for "there must be none"
     * @param found the version that it has, 0 for "there is none"
     */
    public static ConflictException ofVersion(String id, long expected, long found) {
        return new ConflictException("record \"" + id + "\" was expected to have version " + expected + " and has "
                + (found == 0 ? "none: there is no such record" : "version " + found)
                + "; read it again and decide anew");
    }

    @Override
    public String code() {
        return "conflict";
    }
}
