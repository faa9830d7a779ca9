package io.vecstore.chat.library;

import io.vecstore.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name that a user gave a file, as data. On disk it is written with letters, digits, a few harmless marks, and
 * percent signs for everything else, so that no name is a path, a hidden file or a device.
 *
 * @param value not blank, and at most {@value #MAX_ENCODED} characters long as written on disk
 */
public record UploadName(String value) {

    /** Below the 255 of common file systems. */
    public static final int MAX_ENCODED = 240;

    private static final String HARMLESS = "-_ ()+,";
    private static final Pattern ENCODED = Pattern.compile("(?:[A-Za-z0-9._ ()+,-]|%[0-9A-F]{2})+");

    /** @throws InvalidRequestException if the name is blank or too long */
    public UploadName {
        if (value.isBlank() || encode(value).length() > MAX_ENCODED) {
            throw new InvalidRequestException("the file name is "
                    + (value.isBlank() ? "empty" : "too long (" + value.length() + " characters)")
                    + "; rename the file and upload it again");
        }
    }

    /** The name of the file on disk. */
    String encoded() {
        return encode(value);
    }

    private static String encode(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean dot = c == '.' && !out.isEmpty();
            if (isLetterOrDigit(c) || dot || HARMLESS.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append("%02X".formatted((int) c));
            }
        }
        return out.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a file name can be one of ours. */
    static boolean isEncoded(String fileName) {
        return !fileName.startsWith(".") && ENCODED.matcher(fileName).matches();
    }

    /** The name for people that a file name stands for; the file name itself where it is none of ours. */
    static String decoded(String fileName) {
        if (!isEncoded(fileName)) {
            return fileName;
        }
        byte[] bytes = new byte[fileName.length()];
        int length = 0;
        for (int i = 0; i < fileName.length(); i++) {
            boolean escaped = fileName.charAt(i) == '%';
            bytes[length++] = (byte) (escaped ? Integer.parseInt(fileName, i + 1, i + 3, 16) : fileName.charAt(i));
            i += escaped ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
