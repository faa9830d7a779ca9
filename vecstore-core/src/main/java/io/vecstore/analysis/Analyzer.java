package io.vecstore.analysis;

import io.vecstore.error.InvalidRequestException;
import java.util.List;

/**
 * Turns a text into terms. Immutable; safe to share between threads.
 *
 * <p>Documents and queries of a collection go through the same analyzer, which is stored with the collection by its
 * {@link #name}. The default is {@link #english}.
 */
public sealed interface Analyzer permits EnglishAnalyzer, SimpleAnalyzer, WhitespaceAnalyzer {

    /** The name under which a collection remembers this analyzer. */
    String name();

    /** Hands every term of {@code text} to {@code sink}, in the order of the text. */
    void analyze(CharSequence text, TokenSink sink);

    /**
     * Words in English: {@link #simple} without a trailing {@code 's}, without Lucene's 33 classic stop words (each
     * leaves a gap in the positions), reduced to their stems by Porter's algorithm.
     */
    static Analyzer english() {
        return EnglishAnalyzer.INSTANCE;
    }

    /**
     * Words of any language: runs of letters, digits and their combining marks, in lower case and compatibility
     * composed form (NFKC). Scripts written without spaces give one term per character.
     */
    static Analyzer simple() {
        return SimpleAnalyzer.INSTANCE;
    }

    /** Everything between white space, unchanged: for identifiers and codes. */
    static Analyzer whitespace() {
        return WhitespaceAnalyzer.INSTANCE;
    }

    /**
     * The analyzer of this name.
     *
     * @throws InvalidRequestException if there is none
     */
    static Analyzer named(String name) {
        List<Analyzer> known = List.of(english(), simple(), whitespace());
        for (Analyzer analyzer : known) {
            if (analyzer.name().equals(name)) {
                return analyzer;
            }
        }
        throw new InvalidRequestException("unknown analyzer \"" + name + "\": use one of "
                + known.stream().map(Analyzer::name).toList());
    }
}
