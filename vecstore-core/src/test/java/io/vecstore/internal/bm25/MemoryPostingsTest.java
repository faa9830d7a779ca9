package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.search.TopK;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryPostingsTest {

    @Test
    void view_everyLimit_equalsAnIndexOfThatManyTexts() {
        List<String> texts = TestCorpus.texts(new Random(3), 300, 50);
        MemoryPostings memory = TestCorpus.memory(texts);
        for (int limit = 0; limit <= texts.size(); limit += 7) {
            assertThat(Dump.of(memory.view(limit))).isEqualTo(Dump.of(TestCorpus.view(texts.subList(0, limit))));
        }
    }

    @Test
    void add_ordinalsPassedOver_haveNoText() {
        MemoryPostings memory = new MemoryPostings(Analyzer.simple());
        assertThat(memory.add(3, "one two two")).isEqualTo(3);
        assertThat(memory.add(40, "")).isZero();
        assertThat(memory.add(50, "two")).isEqualTo(1);
        MemoryPostings.View view = memory.view(60);

        assertThat(view.docCount()).isEqualTo(2);
        assertThat(view.sumDocLength()).isEqualTo(4);
        assertThat(List.of(
                        view.docLength(0),
                        view.docLength(3),
                        view.docLength(4),
                        view.docLength(50),
                        view.docLength(59)))
                .containsExactly(0, 3, 0, 1, 0);
        assertThat(memory.view(50).find("two").docFreq()).isEqualTo(1);
        assertThat(memory.view(3).find("two")).isNull();
    }

    @Test
    void add_ordinalNotAscending_isRefused() {
        MemoryPostings memory = new MemoryPostings(Analyzer.simple());
        memory.add(5, "x");
        assertThatThrownBy(() -> memory.add(5, "y")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void add_textThatFails_leavesNothingBehind() {
        MemoryPostings memory = new MemoryPostings(Analyzer.simple());
        memory.add(0, "one two");
        assertThatThrownBy(() -> memory.add(1, new BrokenText("two three two")))
                .isInstanceOf(IllegalStateException.class);
        memory.add(1, "two four");

        assertThat(Dump.of(memory.view(2))).isEqualTo(Dump.of(TestCorpus.view(List.of("one two", "two four"))));
    }

    /** Readers check every view against the texts themselves while the writer goes on. */
    @Test
    void view_whileAWriterAppends_isExactForItsLimit() throws ExecutionException, InterruptedException {
        List<String> texts = TestCorpus.texts(new Random(17), 6000, 300);
        MemoryPostings memory = new MemoryPostings(Analyzer.whitespace());
        AtomicInteger limit = new AtomicInteger();
        CompletableFuture<?>[] readers = new CompletableFuture<?>[3];
        for (int i = 0; i < readers.length; i++) {
            long seed = i;
            readers[i] = CompletableFuture.runAsync(() -> readUntilDone(memory, limit, texts, new Random(seed)));
        }
        for (int ordinal = 0; ordinal < texts.size(); ordinal++) {
            memory.add(ordinal, texts.get(ordinal));
            limit.set(ordinal + 1);
        }
        CompletableFuture.allOf(readers).get();
    }

    private static void readUntilDone(MemoryPostings memory, AtomicInteger limit, List<String> texts, Random random) {
        int seen;
        do {
            seen = limit.get();
            MemoryPostings.View view = memory.view(seen);
            String word = "w" + random.nextInt(300);
            TermPostings postings = view.find(word);
            long expected = texts.subList(0, seen).stream()
                    .filter(text -> (" " + text + " ").contains(" " + word + " "))
                    .count();
            assertThat(postings == null ? 0 : postings.docFreq())
                    .as("%s below %s", word, seen)
                    .isEqualTo((int) expected);
            LexicalQuery query = LexicalQuery.parse(word + " w1 \"w2 w3\"", Analyzer.whitespace());
            TopK top = new TopK(5);
            new Bm25Scorer(query, Bm25Parameters.DEFAULT, CollectionStatistics.of(List.of(view)))
                    .search(view, ordinal -> true, 0, top);
            top.sort();
            for (int rank = 0; rank < top.size(); rank++) {
                assertThat(top.key(rank)).isLessThan(seen);
            }
        } while (seen < texts.size());
    }

    private record BrokenText(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length() + 1;
        }

        @Override
        public char charAt(int index) {
            if (index == text.length()) {
                throw new IllegalStateException("broken");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
