package io.vecstore.chat.answer;

import java.util.function.Consumer;

/** Holds a text back while it may still turn out to be a certain phrase and nothing else. For one thread. */
final class Opening {

    private final String phrase;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private boolean passing;

    Opening(String phrase, Consumer<String> out) {
        this.phrase = phrase;
        this.out = out;
    }

    void accept(String piece) {
        if (passing) {
            out.accept(piece);
            return;
        }
        held.append(piece);
        String soFar = held.toString().strip();
        if (!phrase.startsWith(soFar) && !isPhrase(soFar)) {
            passing = true;
            out.accept(held.toString());
        }
    }

    /** Whether the whole text is that phrase, or nothing; otherwise passes on what is still held. */
    boolean finishedAsPhrase() {
        String text = held.toString().strip();
        if (passing) {
            return false;
        }
        if (text.isEmpty() || isPhrase(text)) {
            return true;
        }
        out.accept(held.toString());
        return false;
    }

    private boolean isPhrase(String text) {
        return text.equals(phrase) || text.equals(phrase + ".");
    }
}
