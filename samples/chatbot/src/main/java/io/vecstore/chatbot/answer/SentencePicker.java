package io.vecstore.chatbot.answer;

import io.vecstore.chatbot.answer.AnswerEvent.Sentence;
import io.vecstore.pipeline.Citation;
import io.vecstore.pipeline.Retrieval;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Picks the sentences of the passages that share most words with the question. */
final class SentencePicker {

    private static final int SENTENCES = 3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

    private SentencePicker() {}

    private record Scored(Sentence sentence, int shared) {}

    static List<Sentence> pick(String question, Retrieval retrieval) {
        Set<String> asked = words(question);
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < retrieval.passages().size(); i++) {
            collect(i + 1, retrieval.passages().get(i).citation(), asked, all);
        }
        all.sort(Comparator.comparingInt(Scored::shared).reversed());
        return all.stream().limit(SENTENCES).map(Scored::sentence).toList();
    }

    private static void collect(int n, Citation place, Set<String> asked, List<Scored> into) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(place.text());
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            String text = place.text().substring(from, to);
            Set<String> shared = new HashSet<>(words(text));
            shared.retainAll(asked);
            if (!shared.isEmpty()) {
                int start = place.start() + from;
                into.add(new Scored(
                        new Sentence(n, start, start + text.stripTrailing().length(), text.strip()), shared.size()));
            }
            from = to;
        }
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
