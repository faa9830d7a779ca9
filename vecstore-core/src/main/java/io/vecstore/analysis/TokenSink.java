package io.vecstore.analysis;

/** Receives the terms of a text, in order. */
@FunctionalInterface
public interface TokenSink {

    /**
     * Takes the next term.
     *
     * @param term what is indexed: not empty, no unpaired surrogates
     * @param position the word's number in the text, from 0, ascending; a gap is a word that was left out
     * @param start where the word starts in the text, in UTF-16 units
     * @param end where the word ends, exclusive
     */
    void token(String term, int position, int start, int end);
}
