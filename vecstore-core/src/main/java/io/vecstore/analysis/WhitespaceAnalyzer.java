package io.vecstore.analysis;

import java.nio.charset.StandardCharsets;

/** Runs of anything but white space, cut at {@link WordScanner#MAX_WORD_CHARS}. */
final class WhitespaceAnalyzer implements Analyzer {

    static final WhitespaceAnalyzer INSTANCE = new WhitespaceAnalyzer();

    private WhitespaceAnalyzer() {}

    @Override
    public String name() {
        return "whitespace";
    }

    @Override
    public void analyze(CharSequence text, TokenSink sink) {
        int position = 0;
        int start = 0;
        while (start < text.length()) {
            if (isSpace(text.charAt(start))) {
                start++;
                continue;
            }
            int end = endOfRun(text, start);
            sink.token(wellFormed(text.subSequence(start, end).toString()), position++, start, end);
            start = end;
        }
    }

    private static int endOfRun(CharSequence text, int start) {
        int limit = Math.min(text.length(), start + WordScanner.MAX_WORD_CHARS);
        int end = start + 1;
        while (end < limit && !isSpace(text.charAt(end))) {
            end++;
        }
        boolean cutsPair = end == limit
                && end < text.length()
                && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
        return cutsPair ? end - 1 : end;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The text with a question mark in place of each unpaired surrogate, as it will come back from disk. */
    private static String wellFormed(String run) {
        return new String(run.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
