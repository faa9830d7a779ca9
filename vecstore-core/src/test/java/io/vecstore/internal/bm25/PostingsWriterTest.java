package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsWriterTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void write_severalSourcesWithDroppedDocuments_equalsIndexingWhatIsLeft(long seed) {
        Random random = new Random(seed);
        List<String> kept = new ArrayList<>();
        List<PostingsSource> sources = new ArrayList<>();
        for (int s = random.nextInt(5); s >= 0; s--) {
            List<String> texts = TestCorpus.texts(random, random.nextInt(700), 90);
            int[] newOrdinals = new int[texts.size()];
            int dropped = random.nextInt(11);
            for (int i = 0; i < newOrdinals.length; i++) {
                boolean drop = random.nextInt(10) < dropped;
                newOrdinals[i] = drop ? PostingsSource.DROPPED : kept.size();
                if (!drop) {
                    kept.add(texts.get(i));
                }
            }
            Postings postings = random.nextBoolean() ? TestCorpus.file(texts) : TestCorpus.view(texts);
            sources.add(new PostingsSource(postings, newOrdinals));
        }

        byte[] merged = TestCorpus.merged(sources, kept.size());

        assertThat(merged).as("seed %s", seed).isEqualTo(TestCorpus.fileBytes(kept));
    }

    @Test
    void write_gapsBetweenNewOrdinals_areDocumentsWithoutText() {
        Postings source = TestCorpus.view(List.of("a b", "b"));
        byte[] bytes = TestCorpus.merged(List.of(new PostingsSource(source, new int[] {2, 5})), 9);
        PostingsFile file = PostingsFile.of(MemorySegment.ofArray(bytes), "x", 0);

        assertThat(Dump.of(file)).contains("docs 2 length 3 limit 9", "2 has 2", "3 has 0", "5 has 1", "8 has 0");
    }

    @Test
    void write_noSources_isAnEmptyIndex() {
        PostingsFile file = PostingsFile.of(MemorySegment.ofArray(TestCorpus.merged(List.of(), 0)), "x", 0);
        assertThat(Dump.of(file)).containsExactly("docs 0 length 0 limit 0");
    }

    @Test
    void write_newOrdinalsNotAscending_areRefused() {
        Postings source = TestCorpus.view(List.of("a", "b"));
        List<PostingsSource> twice = List.of(new PostingsSource(source, new int[] {1, 0}));
        assertThatThrownBy(() -> TestCorpus.merged(twice, 2)).isInstanceOf(IllegalArgumentException.class);
        List<PostingsSource> beyond = List.of(new PostingsSource(source, new int[] {0, 2}));
        assertThatThrownBy(() -> TestCorpus.merged(beyond, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void source_tooFewNewOrdinals_isRefused() {
        Postings postings = TestCorpus.view(List.of("a", "b"));
        assertThatThrownBy(() -> new PostingsSource(postings, new int[1])).isInstanceOf(IllegalArgumentException.class);
    }
}
