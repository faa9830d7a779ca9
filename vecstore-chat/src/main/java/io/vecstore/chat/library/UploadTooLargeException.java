package io.vecstore.chat.library;

/** A file has more bytes than an upload may have. */
public final class UploadTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UploadTooLargeException(long maxBytes) {
        super("the file is larger than " + (maxBytes >> 20) + " MiB (" + maxBytes
                + " bytes); put it into the folder given by --docs, or start with a larger --max-upload");
    }
}
