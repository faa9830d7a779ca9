package io.vecstore.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

    private record Hit(float score, long key) {}

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::key);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 5000, Integer.MAX_VALUE})
    void offer_shuffledHitsWithTies_keepsTheFirstOfTheSortedOnes(int k) {
        Random random = new Random(k);
        List<Hit> hits = new ArrayList<>();
        for (long key = 0; key < 3000; key++) {
            hits.add(new Hit(random.nextInt(50), key << 32 | key));
        }
        Collections.shuffle(hits, random);
        TopK top = new TopK(k);
        hits.forEach(hit -> top.offer(hit.score, hit.key));
        top.sort();

        assertThat(hits(top))
                .isEqualTo(hits.stream().sorted(BEST_FIRST).limit(k).toList());
    }

    @Test
    void threshold_whileNotFull_acceptsEverything() {
        TopK top = new TopK(2);
        assertThat(top.offer(-5, 1)).isTrue();
        assertThat(top.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(top.offer(3, 2)).isTrue();
        assertThat(top.threshold()).isEqualTo(-5);
    }

    @Test
    void offer_scoreOfTheWorst_lowerKeyWins() {
        TopK top = new TopK(1);
        top.offer(1, 7);
        assertThat(top.offer(1, 8)).isFalse();
        assertThat(top.offer(1, 6)).isTrue();
        top.sort();
        assertThat(hits(top)).containsExactly(new Hit(1, 6));
    }

    @Test
    void clear_afterSort_startsOver() {
        TopK top = new TopK(2);
        top.offer(1, 1);
        top.sort();
        top.clear();
        assertThat(top.size()).isZero();
        assertThat(top.offer(2, 2)).isTrue();
    }

    @Test
    void constructor_lessThanOne_isRefused() {
        assertThatThrownBy(() -> new TopK(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private static List<Hit> hits(TopK top) {
        List<Hit> hits = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            hits.add(new Hit(top.score(rank), top.key(rank)));
        }
        return hits;
    }
}
