package io.vecstore.error;

import java.io.IOException;

/** The file system refused an operation. Carries the path and the operating system's own words. */
public final class StorageException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * @param attempted what was tried, such as {@code "append to"}
     * @param path the file or folder
     * @param cause what the file system said
     */
    public StorageException(String attempted, String path, IOException cause) {
        super("cannot " + attempted + " " + path + ": " + describe(cause), cause);
        this.path = path;
    }

    private static String describe(IOException cause) {
        String words = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return words == null ? kind : kind + " (" + words + ")";
    }

    /** The file or folder concerned. */
    public String path() {
        return path;
    }

    @Override
    public String code() {
        return "storage";
    }
}
