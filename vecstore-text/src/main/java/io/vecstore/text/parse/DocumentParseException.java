package io.vecstore.text.parse;

import org.jspecify.annotations.Nullable;

/** A file gave no document. Says which file, why, and what to do. Immutable; safe to hand to other threads. */
public final class DocumentParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a file gave no document. */
    public enum Reason {
        /** No reader knows the format; archives, images, sound and programs are of this kind. */
        UNSUPPORTED("convert it to a supported format, or leave it out"),
        /** A password is needed. */
        ENCRYPTED("save a copy without a password"),
        /** A limit of {@link ParseLimits} was reached. */
        LIMIT("split the file, or raise the limit if you trust it"),
        /** The bytes are not what the format asks for. */
        CORRUPT("open it in the program that made it and save it anew"),
        /** The file holds no text. */
        EMPTY("leave it out or, if it is a scan, run text recognition (OCR) over it first"),
        /** The file could not be read from disk. */
        UNREADABLE("check that it exists and that this user may read it"),
        /** {@link ParseLimits#timeLimit()} passed. */
        TIMEOUT("split the file, or raise the time limit"),
        /** The calling thread was interrupted; nothing is known of the file. */
        INTERRUPTED("parse it again");

        private final String remedy;

        Reason(String remedy) {
            this.remedy = remedy;
        }
    }

    private final String source;
    private final Reason reason;

    DocumentParseException(String source, Reason reason, String detail, @Nullable Throwable cause) {
        super("cannot parse " + source + ": " + detail + "; " + reason.remedy, cause);
        this.source = source;
        this.reason = reason;
    }

    DocumentParseException(String source, Reason reason, String detail) {
        this(source, reason, detail, null);
    }

    /** The file, as the caller named it. */
    public String source() {
        return source;
    }

    /** The kind of failure. */
    public Reason reason() {
        return reason;
    }
}
