package io.vecstore.analysis;

import java.util.Set;

/** The same steps in the same order as Lucene's {@code EnglishAnalyzer}, over the words of {@link WordScanner}. */
final class EnglishAnalyzer implements Analyzer {

    static final EnglishAnalyzer INSTANCE = new EnglishAnalyzer();

    /** Lucene's {@code ENGLISH_STOP_WORDS_SET}. */
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
            "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was",
            "will", "with");

    private static final int LONGEST_STOP_WORD = 5;

    private EnglishAnalyzer() {}

    @Override
    public String name() {
        return "english";
    }

    @Override
    public void analyze(CharSequence text, TokenSink sink) {
        PorterStemmer stemmer = new PorterStemmer();
        WordScanner.scan(text, (chars, length, position, start, end) -> {
            int kept = withoutPossessive(chars, length);
            if (!isStopWord(chars, kept)) {
                int stemmed = stemmer.stem(chars, kept);
                sink.token(new String(chars, 0, stemmed), position, start, end);
            }
        });
    }

    private static int withoutPossessive(char[] chars, int length) {
        boolean possessive = length > 2 && chars[length - 2] == '\'' && chars[length - 1] == 's';
        return possessive ? length - 2 : length;
    }

    private static boolean isStopWord(char[] chars, int length) {
        return length <= LONGEST_STOP_WORD && STOP_WORDS.contains(new String(chars, 0, length));
    }
}
