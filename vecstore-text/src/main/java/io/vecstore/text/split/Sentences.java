package io.vecstore.text.split;

import io.vecstore.text.TextRange;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds sentences with the JDK's {@link BreakIterator}, corrected in two ways: a line that is a list item, a row
 * of a table or a heading is a sentence of its own, while the lines of wrapped prose are not; and common
 * abbreviations do not end a sentence.
 */
public final class Sentences {
    private static final Pattern LIST_ITEM = Pattern.compile(
            "^\\s*(?:[-*+\u2022\u2023\u25AA\u25CF\u25E6\u00B7]|\\(?(?:\\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)])\\s");

    /** English and German; in lower case. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "jr.", "sr.", "vs.", "e.g.", "i.e.", "cf.", "fig.", "figs.",
            "eq.", "approx.", "ca.", "vol.", "pp.", "inc.", "ltd.", "z.b.", "d.h.", "u.a.", "bzw.", "nr.", "vgl.");

    /** Abbreviations only before a number. */
    private static final Set<String> BEFORE_NUMBERS = Set.of("no.", "nos.", "p.", "sec.", "ch.", "art.");

    /** No prose is wrapped to lines shorter than this. */
    private static final int MIN_WRAPPED_LINE = 40;

    private Sentences() {}

    /**
     * The sentences of a text, in order, in UTF-16 units; each begins and ends with no white space, and all that
     * stands in none of them is white space.
     */
    public static List<TextRange> ranges(CharSequence text) {
        String all = text.toString();
        List<TextRange> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (TextRange line : logicalLines(all)) {
            // A space in place of a line end keeps all offsets, and does not end a sentence.
            String prose = line.of(all).replace('\n', ' ');
            breaks.setText(prose);
            int start = 0;
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                if (end == prose.length() || !endsInAbbreviation(prose, start, end)) {
                    addTrimmed(all, line.start() + start, line.start() + end, sentences);
                    start = end;
                }
            }
        }
        return sentences;
    }

    private static void addTrimmed(String text, int start, int end, List<TextRange> to) {
        int from = Whitespace.skip(text, start, end);
        if (from < end) {
            to.add(new TextRange(from, Whitespace.trimEnd(text, from, end)));
        }
    }

    private static boolean endsInAbbreviation(String text, int start, int end) {
        int wordEnd = Whitespace.trimEnd(text, start, end);
        if (wordEnd == start || text.charAt(wordEnd - 1) != '.') {
            return false;
        }
        int wordStart = wordEnd;
        while (wordStart > start && !Whitespace.is(text.charAt(wordStart - 1)) && text.charAt(wordStart - 1) != '(') {
            wordStart--;
        }
        String word = text.substring(wordStart, wordEnd);
        boolean initial = word.length() == 2 && Character.isUpperCase(word.charAt(0));
        String lower = word.toLowerCase(Locale.ROOT);
        return initial
                || ABBREVIATIONS.contains(lower)
                || (BEFORE_NUMBERS.contains(lower) && Character.isDigit(text.charAt(end)));
    }

    /** Lines, except that the lines of a wrapped paragraph or list item are one. */
    private static List<TextRange> logicalLines(String text) {
        List<TextRange> logical = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            int blank = endOfBlankLines(text, end);
            if (blank > end) {
                addLines(text, start, end, logical);
                start = blank + 1;
                end = blank;
            }
        }
        addLines(text, start, text.length(), logical);
        return logical;
    }

    /** The offset of the last line end of the blank lines that follow {@code lineEnd}, itself if none do. */
    private static int endOfBlankLines(String text, int lineEnd) {
        int last = lineEnd;
        for (int i = lineEnd + 1; i < text.length() && Whitespace.is(text.charAt(i)); i++) {
            last = text.charAt(i) == '\n' ? i : last;
        }
        return last;
    }

    private static void addLines(String text, int start, int end, List<TextRange> to) {
        List<TextRange> lines = new ArrayList<>();
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '\n') {
                lines.add(new TextRange(from, i));
                from = i + 1;
            }
        }
        if (lines.size() == 1 || !isWrappedProse(text, lines)) {
            to.addAll(lines);
            return;
        }
        int item = start;
        for (TextRange line : lines) {
            if (line.start() > item && isListItem(text, line)) {
                to.add(new TextRange(item, line.start()));
                item = line.start();
            }
        }
        to.add(new TextRange(item, end));
    }

    /** Whether each line is broken where its next word would not have fitted, and none has columns. */
    private static boolean isWrappedProse(String text, List<TextRange> lines) {
        int width = lines.stream().mapToInt(TextRange::length).max().orElse(0);
        for (int i = 0; i < lines.size(); i++) {
            TextRange line = lines.get(i);
            if (hasColumns(line.of(text))) {
                return false;
            }
            boolean continued = i + 1 < lines.size() && !isListItem(text, lines.get(i + 1));
            if (continued
                    && (line.length() < MIN_WRAPPED_LINE
                            || line.length() + 1 + firstWordLength(text, lines.get(i + 1)) <= width)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a line is a row as the readers of this project write them, or as a program does. */
    private static boolean hasColumns(String line) {
        int name = line.indexOf(": ");
        return line.indexOf('\t') >= 0 || line.contains(" | ") || (name >= 0 && line.indexOf("; ", name) >= 0);
    }

    private static boolean isListItem(String text, TextRange line) {
        return LIST_ITEM.matcher(line.of(text)).lookingAt();
    }

    private static int firstWordLength(String text, TextRange line) {
        int start = Whitespace.skip(text, line.start(), line.end());
        int end = start;
        while (end < line.end() && !Whitespace.is(text.charAt(end))) {
            end++;
        }
        return end - start;
    }
}
