package io.vecstore.text;

/**
 * The one definition of which characters a document's text may hold: line ends are {@code \n}; tab is the
 * only other control character; there are no lone surrogates, byte order marks or U+FFFE and U+FFFF.
 * Everything else, zero-width and bidirectional characters included, is left as the author wrote it.
 */
public final class CleanText {
    private CleanText() {}

    /** {@code raw} with its line ends made {@code \n}, lone surrogates made U+FFFD, and what else is unclean removed. */
    public static String clean(CharSequence raw) {
        int from = firstUnclean(raw);
        if (from < 0) {
            return raw.toString();
        }
        StringBuilder out = new StringBuilder(raw.length()).append(raw, 0, from);
        for (int i = from; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isClean(raw, i)) {
                out.append(c);
            } else if (isLineEnd(c)) {
                if (c != '\r' || i + 1 == raw.length() || raw.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (Character.isSurrogate(c)) {
                out.append('\uFFFD');
            }
        }
        return out.toString();
    }

    /** The offset of the first character that {@link #clean} would change, -1 if there is none. */
    public static int firstUnclean(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isClean(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isClean(CharSequence text, int i) {
        char c = text.charAt(i);
        if (c >= ' ' && c < 0x7F) {
            return true;
        }
        if (c < ' ') {
            return c == '\n' || c == '\t';
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xA0 && c != 0x2028 && c != 0x2029 && c < 0xFFFE && c != 0xFEFF;
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\f' || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
