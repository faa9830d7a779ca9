package io.vecstore.pipeline.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names files below a root by URIs, which hold a file name's bytes whatever the locale of this process: ids stay the
 * same when it changes.
 */
public final class SourcePaths {

    /** Cannot occur in a URI without a fragment, so that no two pairs of root and path give one id. */
    private static final char SEPARATOR = '#';

    private final String root;

    /** @param root absolute, without symbolic links */
    public SourcePaths(Path root) {
        String uri = root.toUri().toString();
        this.root = uri.endsWith("/") ? uri : uri + "/";
    }

    /** The path without symbolic links; of a path that does not exist only absolute. */
    public static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** The root's URI, which ends with a slash. */
    public String root() {
        return root;
    }

    /** The path below the root, with slashes, as its URI writes it; a folder's has no slash at its end. */
    String encoded(Path file) {
        String uri = file.toUri().toString();
        String below = uri.substring(root.length());
        return below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    }

    /** The id of the document made from the file at that path. */
    String documentId(String encodedPath) {
        return root + SEPARATOR + encodedPath;
    }

    /** The absolute URI of the file that a document was made from. */
    static String fileUri(String documentId) {
        int separator = documentId.indexOf(SEPARATOR);
        return documentId.substring(0, separator) + documentId.substring(separator + 1);
    }

    /** A path for people: percent signs decoded where they stand for UTF-8. */
    static String decoded(String encodedPath) {
        byte[] bytes = new byte[encodedPath.length()];
        int length = 0;
        for (int i = 0; i < encodedPath.length(); i++) {
            char c = encodedPath.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(encodedPath, i + 1, i + 3, 16);
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                return encodedPath;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return encodedPath;
        }
    }
}
