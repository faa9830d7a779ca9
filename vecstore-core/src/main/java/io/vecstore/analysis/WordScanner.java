package io.vecstore.analysis;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Finds words: runs of letters and digits with the combining marks that follow them and with apostrophes between
 * letters. A character of a script written without spaces is a word of its own, as Han is to Lucene's
 * {@code StandardTokenizer}. One scanner serves one text.
 */
final class WordScanner {

    /** A longer run is cut into several words (Lucene's limit). */
    static final int MAX_WORD_CHARS = 255;

    private static final int FIRST_UNSPACED_CODE_POINT = 0x0E00; // Thai, the first block of them

    /** Receives a word; the array is reused for the next one and may be changed. */
    @FunctionalInterface
    interface WordSink {
        void word(char[] chars, int length, int position, int start, int end);
    }

    private final CharSequence text;
    private final WordSink sink;
    private char[] word = new char[MAX_WORD_CHARS];
    private int length;
    private boolean plain;
    private int position;

    private WordScanner(CharSequence text, WordSink sink) {
        this.text = text;
        this.sink = sink;
    }

    static void scan(CharSequence text, WordSink sink) {
        new WordScanner(text, sink).run();
    }

    private void run() {
        int at = 0;
        while (at < text.length()) {
            int codePoint = Character.codePointAt(text, at);
            if (!isWordStart(codePoint)) {
                at += Character.charCount(codePoint);
            } else {
                int start = at;
                at = readWord(codePoint, start);
                emit(start, at);
            }
        }
    }

    /** Collects the word that starts at {@code start} and returns where it ends. */
    private int readWord(int first, int start) {
        length = 0;
        plain = true;
        append(first);
        boolean single = isUnspaced(first);
        int at = start + Character.charCount(first);
        while (at < text.length() && at - start < MAX_WORD_CHARS - 1) {
            int next = Character.codePointAt(text, at);
            if (isApostrophe(next) && !single && joinsLetters(at)) {
                append('\'');
            } else if (isMark(next) || (!single && isWordStart(next) && !isUnspaced(next))) {
                append(next);
            } else if (Character.getType(next) != Character.FORMAT) { // soft hyphens and joiners leave no trace
                break;
            }
            at += Character.charCount(next);
        }
        return at;
    }

    private void append(int codePoint) {
        if (codePoint < 0x80) {
            word[length++] = (char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint | 0x20 : codePoint);
        } else {
            plain = false;
            length += Character.toChars(codePoint, word, length);
        }
    }

    private void emit(int start, int end) {
        if (!plain) {
            normalize();
        }
        sink.word(word, length, position++, start, end);
    }

    /** NFKC may change the length of the word: its place in the text stays the one that was read. */
    private void normalize() {
        String composed = Normalizer.normalize(new String(word, 0, length), Normalizer.Form.NFKC);
        if (composed.length() > word.length) {
            word = Arrays.copyOf(word, composed.length());
        }
        length = 0;
        for (int at = 0; at < composed.length(); at += Character.charCount(composed.codePointAt(at))) {
            length += Character.toChars(Character.toLowerCase(composed.codePointAt(at)), word, length);
        }
    }

    private boolean joinsLetters(int apostrophe) {
        return apostrophe + 1 < text.length()
                && Character.isLetter(Character.codePointBefore(text, apostrophe))
                && Character.isLetter(Character.codePointAt(text, apostrophe + 1));
    }

    private static boolean isApostrophe(int codePoint) {
        return codePoint == '\'' || codePoint == 0x2019 || codePoint == 0xFF07;
    }

    private static boolean isWordStart(int codePoint) {
        if (codePoint < 0x80) {
            int lower = codePoint | 0x20;
            return (lower >= 'a' && lower <= 'z') || (codePoint >= '0' && codePoint <= '9');
        }
        return Character.isLetterOrDigit(codePoint);
    }

    private static boolean isMark(int codePoint) {
        if (codePoint < 0x300) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isUnspaced(int codePoint) {
        if (codePoint < FIRST_UNSPACED_CODE_POINT) {
            return false;
        }
        if (codePoint == 0x30FC || codePoint == 0xFF70) { // the prolonged sound marks belong to two scripts
            return true;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
