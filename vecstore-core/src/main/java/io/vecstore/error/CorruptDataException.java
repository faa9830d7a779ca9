package io.vecstore.error;

/** Bytes on disk are not what was written. Carries the file, the offset in it, and what is wrong there. */
public final class CorruptDataException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final long offset;
    private final String reason;

    /**
     * @param path the damaged file
     * @param offset the byte offset at which the damage was noticed
     * @param reason what is wrong there, and the remedy where there is one
     */
    public CorruptDataException(String path, long offset, String reason) {
        super("corrupt data in " + path + " at offset " + offset + ": " + reason, null);
        this.path = path;
        this.offset = offset;
        this.reason = reason;
    }

    /** The damaged file. */
    public String path() {
        return path;
    }

    /** The byte offset at which the damage was noticed. */
    public long offset() {
        return offset;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }

    @Override
    public String code() {
        return "corrupt_data";
    }
}
