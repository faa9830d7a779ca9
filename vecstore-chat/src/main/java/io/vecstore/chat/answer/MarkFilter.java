package io.vecstore.chat.answer;

import java.util.function.Consumer;

/**
 * Passes on what a model writes, piece by piece, and leaves out marks of passages that were not given. {@code [2, 9]}
 * becomes {@code [2]} where there are fewer than nine. For one thread.
 */
final class MarkFilter {

    /** Longer brackets are text, not marks. */
    private static final int MAX_MARK = 40;

    private final int passages;
    private final Consumer<String> out;
    private final StringBuilder pending = new StringBuilder();

    /** @param passages how many there are; marks are 1 to that number */
    MarkFilter(int passages, Consumer<String> out) {
        this.passages = passages;
        this.out = out;
    }

    void accept(String piece) {
        StringBuilder ready = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i), ready);
        }
        emit(ready);
    }

    /** Passes on what was held back. */
    void finish() {
        emit(pending);
        pending.setLength(0);
    }

    private void emit(StringBuilder text) {
        if (!text.isEmpty()) {
            out.accept(text.toString());
        }
    }

    private void take(char c, StringBuilder ready) {
        if (c == '[') {
            ready.append(pending);
            pending.setLength(0);
            pending.append(c);
        } else if (pending.isEmpty()) {
            ready.append(c);
        } else if (c == ']') {
            ready.append(mark(pending.substring(1)));
            pending.setLength(0);
        } else {
            pending.append(c);
            if (!isPartOfMark(c) || pending.length() > MAX_MARK) {
                ready.append(pending);
                pending.setLength(0);
            }
        }
    }

    private static boolean isPartOfMark(char c) {
        return (c >= '0' && c <= '9') || c == ',' || c == ';' || c == ' ';
    }

    /** The marks within brackets that are passages. */
    private String mark(String inside) {
        StringBuilder marks = new StringBuilder();
        for (String number : inside.split("[,; ]+", -1)) {
            if (isPassage(number)) {
                marks.append('[').append(Integer.parseInt(number)).append(']');
            }
        }
        return marks.toString();
    }

    private boolean isPassage(String number) {
        if (number.isEmpty() || number.length() > 4) {
            return false;
        }
        int n = Integer.parseInt(number);
        return n >= 1 && n <= passages;
    }
}
