package io.vecstore.text.parse;

import io.vecstore.text.parse.DocumentParseException.Reason;

/** The bytes to parse and the name they go by. The array is shared, not copied: readers must not write to it. */
final class SourceFile {
    private final String source;
    private final byte[] bytes;

    SourceFile(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** As the caller named it, for errors and for the document. */
    String source() {
        return source;
    }

    /** The part of the source that tells a format by its extension. */
    String fileName() {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    byte[] bytes() {
        return bytes;
    }

    boolean startsWith(String ascii) {
        if (bytes.length < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    DocumentParseException failure(Reason reason, String detail) {
        return new DocumentParseException(source, reason, detail);
    }
}
