package io.vecstore;

/** Finds text that is not Unicode: a high surrogate without its low one, or the other way round. */
final class Surrogates {
    private Surrogates() {}

    /** The index of the first surrogate that has no partner, or -1. */
    static int firstLone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
