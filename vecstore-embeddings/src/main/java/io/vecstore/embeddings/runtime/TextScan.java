package io.vecstore.embeddings.runtime;

/** Places in a text where it may be cut for a tokenizer, and characters that no tokenizer can read. */
final class TextScan {
    private static final char REPLACEMENT = '\uFFFD';

    private TextScan() {}

    /**
     * The end of a piece of {@code text} that starts at {@code start} and is about {@code length} long: before
     * the last white space in its second half, otherwise exactly there but never inside a surrogate pair.
     */
    static int pieceEnd(String text, int start, int length) {
        if (text.length() - start <= length) {
            return text.length();
        }
        int end = start + length;
        for (int i = end; i > start + length / 2; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    }

    /** The text with every unpaired surrogate replaced by U+FFFD. */
    static String repairSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnpaired(text, i)) {
                return repairFrom(text, i);
            }
        }
        return text;
    }

    private static String repairFrom(String text, int first) {
        StringBuilder repaired = new StringBuilder(text);
        for (int i = first; i < text.length(); i++) {
            if (isUnpaired(text, i)) {
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired.toString();
    }

    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
