package io.vecstore.text.parse;

import io.vecstore.text.Heading;
import io.vecstore.text.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes the line breaks of a PDF page where that is safe: inside a paragraph whose lines fill the page, and
 * inside a word that the document also has in one piece. Tables, lists and verse stay as they are, and nothing
 * is joined across pages. Not thread-safe.
 */
final class LineJoiner {
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\S[^\\n]*");
    private static final Pattern SPACES = Pattern.compile("[ \\u00A0]{2,}");
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final String HYPHENS = "-\u2010\u00AD";
    private static final String OPENERS = "\"'(\u201C\u2018\u201E";
    private static final String CLOSERS = "\"')]\u201D\u2019";
    private static final String SENTENCE_ENDS = ".!?:;\u2026\u3002";
    private static final Pattern LIST_ITEM = Pattern.compile(
            "^(?:[-\u2022\u2023\u25AA\u25CF\u25E6\u2013*\u00B7]\\s|\\(?(?:\\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)]\\s)");

    /** Longer runs of letters are no words that a line would be broken in. */
    private static final int MAX_WORD = 60;

    /** A shorter line does not reach the margin of any column of prose. */
    private static final int MIN_FULL_LINE = 30;

    /** The share of the page's long lines that a line must reach to have been broken for want of room. */
    private static final double FULL_SHARE = 0.8;

    private final String text;
    private final DocumentAssembler out;
    private final Map<Integer, Heading> headings = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final StringBuilder joined = new StringBuilder();
    private String lastLine = "";

    private LineJoiner(String text, DocumentAssembler out) {
        this.text = text;
        this.out = out;
    }

    /** The text of {@code pages} with its lines joined; what is on no page is copied. */
    static DocumentAssembler join(DocumentAssembler pages, String source, ParseLimits limits) {
        DocumentAssembler out = new DocumentAssembler(source, limits.maxCharacters());
        LineJoiner joiner = new LineJoiner(pages.text(), out);
        pages.headings().forEach(heading -> joiner.headings.put(heading.start(), heading));
        joiner.collectWords();
        int at = 0;
        for (Page page : pages.pages()) {
            joiner.copy(at, page.start(), Integer.MAX_VALUE);
            out.startPage(page.number());
            joiner.copy(page.start(), page.end(), joiner.fullLine(page));
            out.endPage();
            at = page.end();
        }
        joiner.copy(at, joiner.text.length(), Integer.MAX_VALUE);
        out.finish();
        return out;
    }

    /** Words as they stand inside a line, those with hyphens included. */
    private void collectWords() {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (!Character.isLetter(c) && HYPHENS.indexOf(c) < 0) {
                if (i - start <= MAX_WORD) {
                    words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i + 1;
            }
        }
    }

    /** The length from which a line of this page counts as full. */
    private int fullLine(Page page) {
        int[] lengths = LINE.matcher(text)
                .region(page.start(), page.end())
                .results()
                .mapToInt(line -> line.end() - line.start())
                .sorted()
                .toArray();
        return Math.max(MIN_FULL_LINE, (int) (FULL_SHARE * lengths[lengths.length * 3 / 4]));
    }

    private void copy(int start, int end, int fullLine) {
        Matcher line = LINE.matcher(text).region(start, end);
        int previousEnd = start;
        while (line.find()) {
            boolean newParagraph = text.substring(previousEnd, line.start()).indexOf("\n\n") >= 0;
            previousEnd = line.end();
            if (headings.containsKey(line.start())) {
                copyHeading(headings.get(line.start()));
            } else if (fullLine == Integer.MAX_VALUE || !joins(oneSpaced(line.group()), newParagraph, fullLine)) {
                startLine(fullLine == Integer.MAX_VALUE ? line.group() : oneSpaced(line.group()), newParagraph);
            }
        }
        endLine();
        out.paragraph();
    }

    /** Justified text, and each letter or word set on its own, give spaces by the dozen. */
    private static String oneSpaced(String line) {
        return SPACES.matcher(line.strip()).replaceAll(" ");
    }

    private void copyHeading(Heading heading) {
        endLine();
        out.startHeading(heading.level());
        out.inline(heading.text());
        out.endHeading();
    }

    private void startLine(String line, boolean newParagraph) {
        endLine();
        if (newParagraph) {
            out.paragraph();
        }
        lastLine = line.stripTrailing();
        joined.append(lastLine);
    }

    private void endLine() {
        out.verbatim(joined);
        out.line();
        joined.setLength(0);
        lastLine = "";
    }

    /** Adds {@code line} to the line before, if it continues it. */
    private boolean joins(String line, boolean newParagraph, int fullLine) {
        boolean splitWord = endsInSplitWord(lastLine) && Character.isLowerCase(line.codePointAt(0));
        if (splitWord && (newParagraph || !joinsWord(line))) {
            return false;
        }
        if (!splitWord) {
            if (!continues(line, newParagraph, fullLine)) {
                return false;
            }
            joined.append(' ');
        }
        joined.append(line);
        lastLine = line;
        return true;
    }

    private static boolean endsInSplitWord(String line) {
        int last = line.length() - 1;
        return last > 0 && HYPHENS.indexOf(line.charAt(last)) >= 0 && Character.isLetter(line.charAt(last - 1));
    }

    /** Drops the hyphen or keeps it, as the word is written elsewhere; false if it is not. */
    private boolean joinsWord(String line) {
        int hyphen = lastLine.length() - 1;
        int start = hyphen;
        while (start > 0 && Character.isLetter(lastLine.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < line.length() && Character.isLetter(line.charAt(end))) {
            end++;
        }
        String first = lastLine.substring(start, hyphen).toLowerCase(Locale.ROOT);
        String second = line.substring(0, end).toLowerCase(Locale.ROOT);
        if (lastLine.charAt(hyphen) == SOFT_HYPHEN || words.contains(first + second)) {
            joined.setLength(joined.length() - 1);
            return true;
        }
        return words.contains(first + lastLine.charAt(hyphen) + second);
    }

    private boolean continues(String line, boolean newParagraph, int fullLine) {
        int first = line.codePointAt(0);
        if (lastLine.length() < MIN_FULL_LINE || LIST_ITEM.matcher(line).lookingAt()) {
            return false;
        }
        if (Character.isLowerCase(first) && !endsSentence(lastLine)) {
            return true;
        }
        boolean prose = Character.isLetterOrDigit(first) || OPENERS.indexOf(first) >= 0;
        return prose && !newParagraph && lastLine.length() >= fullLine;
    }

    private static boolean endsSentence(String line) {
        int last = line.length() - 1;
        while (last > 0 && CLOSERS.indexOf(line.charAt(last)) >= 0) {
            last--;
        }
        return SENTENCE_ENDS.indexOf(line.charAt(last)) >= 0;
    }
}
