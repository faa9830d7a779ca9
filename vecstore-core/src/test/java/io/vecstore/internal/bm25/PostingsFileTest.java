package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.analysis.Analyzer;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.search.TopK;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsFileTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 127, 128, 129, 1000})
    void of_writtenIndex_equalsTheOneInMemory(int count) {
        List<String> texts = TestCorpus.texts(new Random(count), count, 1 + count / 4);
        assertThat(Dump.of(TestCorpus.file(texts))).isEqualTo(Dump.of(TestCorpus.view(texts)));
    }

    @Test
    void find_everyTermAndItsNeighbors_isFoundIfAndOnlyIfItIsThere() {
        List<String> texts =
                List.of("b bb bbb a ab abc ä 東 𠀀 \uFFFD z", "zz " + "x".repeat(250), "q w e r t y u i o p");
        PostingsFile file = TestCorpus.file(texts);
        for (String term : String.join(" ", texts).split(" ", -1)) {
            assertThat(file.find(term)).as(term).isNotNull();
            assertThat(file.find(term + "0")).as(term + "0").isNull();
        }
        assertThat(file.find("")).isNull();
        assertThat(file.find("\uFFFF")).isNull();
    }

    @Test
    void of_framedFile_readsItsBody(@TempDir Path folder) {
        List<String> texts = TestCorpus.texts(new Random(9), 200, 30);
        MemoryPostings.View view = TestCorpus.view(texts);
        Path path = folder.resolve("x.post");
        FileStorage storage = new FileStorage();
        UUID owner = new UUID(1, 2);
        List<PostingsSource> sources = List.of(new PostingsSource(view, TestCorpus.identity(200)));
        FramedFile.write(storage, path, PostingsFile.KIND, owner, out -> PostingsWriter.write(out, sources, 200));
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(storage, path, PostingsFile.KIND, owner, arena);
            file.verify();
            assertThat(Dump.of(PostingsFile.of(file))).isEqualTo(Dump.of(view));
        }
    }

    /** Whatever the bytes, reading ends, and ends with values in range or with the one exception. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void read_randomlyDamagedBytes_endsWithAResultOrCorruptData(long seed) {
        Random random = new Random(seed);
        byte[] intact = TestCorpus.fileBytes(TestCorpus.texts(random, 400, 120));
        int refused = 0;
        int rounds = 1200;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damage(intact, random);
            try {
                readAll(damaged, random);
            } catch (CorruptDataException expected) {
                refused++;
            } catch (RuntimeException | AssertionError unexpected) {
                throw new AssertionError("seed " + seed + " round " + round, unexpected);
            }
        }
        assertThat(refused).as("seed %s", seed).isBetween(rounds / 10, rounds);
    }

    @Test
    void of_truncatedBytes_isRefusedWithPathAndOffset() {
        byte[] intact = TestCorpus.fileBytes(List.of("a b c", "b c d"));
        for (int length = 0; length < intact.length; length++) {
            MemorySegment cut = MemorySegment.ofArray(Arrays.copyOf(intact, length));
            assertThatThrownBy(() -> PostingsFile.of(cut, "some.post", 64))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("some.post");
        }
    }

    private static byte[] damage(byte[] intact, Random random) {
        byte[] damaged = intact.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextBoolean()
                    ? random.nextInt(damaged.length)
                    : damaged.length - 1 - random.nextInt(Math.min(damaged.length, 2500));
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : damaged[at] ^ 1 << random.nextInt(8));
        }
        return damaged;
    }

    private static void readAll(byte[] bytes, Random random) {
        PostingsFile file = PostingsFile.of(MemorySegment.ofArray(bytes), "damaged.post", 0);
        LexicalQuery query =
                LexicalQuery.parse("w1 w5 w" + random.nextInt(120) + " \"w0 w1\" \"w3 w2\"", Analyzer.whitespace());
        TopK top = new TopK(10);
        Bm25Scorer scorer = new Bm25Scorer(query, Bm25Parameters.DEFAULT, CollectionStatistics.of(List.of(file)));
        scorer.search(file, ordinal -> ordinal >= 0 && ordinal < file.ordinalLimit(), 0, top);
        top.sort();
        for (int rank = 0; rank < top.size(); rank++) {
            assertThat(top.score(rank)).isNotNaN();
            assertThat(top.key(rank)).isBetween(0L, file.ordinalLimit() - 1L);
            scorer.explain(file, (int) top.key(rank));
        }
        Dump.of(file);
    }
}
