package io.vecstore.cli;

import io.vecstore.analysis.Analyzer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the part of a passage that has most of a query's words, and marks them. */
final class Snippets {

    private static final int WIDTH = 240;
    /** How much is shown before the first marked word. */
    private static final int LEAD = 40;

    private final Set<String> terms = new HashSet<>();
    private final Analyzer analyzer;
    private final Terminal terminal;

    /** @param analyzer the name of the collection's analyzer, so that the words marked are those that were found */
    Snippets(String query, String analyzer, Terminal terminal) {
        this.analyzer = Analyzer.named(analyzer);
        this.terminal = terminal;
        this.analyzer.analyze(query, (term, _, _, _) -> terms.add(term));
    }

    private record Match(String term, int start, int end) {}

    /** The snippet on one line. */
    String of(String passage) {
        List<Match> matches = new ArrayList<>();
        analyzer.analyze(passage, (term, _, start, end) -> {
            if (terms.contains(term)) {
                matches.add(new Match(term, start, end));
            }
        });
        int from = from(passage, matches);
        int to = to(passage, Math.min(passage.length(), from + WIDTH));
        StringBuilder snippet = new StringBuilder(from > 0 ? "… " : "");
        int at = from;
        for (Match match : matches) {
            if (match.start() >= at && match.end() <= to) {
                snippet.append(passage, at, match.start())
                        .append(terminal.marked(passage.substring(match.start(), match.end())));
                at = match.end();
            }
        }
        snippet.append(passage, at, to).append(to < passage.length() ? " …" : "");
        return snippet.toString().replaceAll("\\s+", " ").strip();
    }

    /** Where the window with the most different words begins, at a word. */
    private static int from(String passage, List<Match> matches) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < matches.size(); i++) {
            Set<String> inside = new HashSet<>();
            int start = matches.get(i).start();
            for (int j = i; j < matches.size() && matches.get(j).end() - start <= WIDTH - LEAD; j++) {
                inside.add(matches.get(j).term());
            }
            if (inside.size() > most) {
                most = inside.size();
                best = start;
            }
        }
        int from = Math.max(0, Math.min(best - LEAD, passage.length() - WIDTH));
        while (from > 0 && from < best && !Character.isWhitespace(passage.charAt(from - 1))) {
            from++;
        }
        return from;
    }

    private static int to(String passage, int latest) {
        int to = latest;
        while (to < passage.length() && to > latest - LEAD && !Character.isWhitespace(passage.charAt(to))) {
            to--;
        }
        return Character.isHighSurrogate(passage.charAt(to - 1)) ? to - 1 : to;
    }
}
