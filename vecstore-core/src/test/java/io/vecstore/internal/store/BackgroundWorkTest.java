package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When work in the background rests, by a clock that the test turns. */
class BackgroundWorkTest {

    private static final long MILLISECOND = 1_000_000;

    private final List<Long> rests = new ArrayList<>();
    private long now = 5;

    private BackgroundWork work(Searches searches, int threads) {
        BackgroundWork work = new BackgroundWork(searches, threads, () -> false, () -> now, rests::add);
        work.rest(); // begins to work
        return work;
    }

    private void piecesOfWork(BackgroundWork work, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            now += nanos;
            work.rest();
        }
    }

    @Test
    void rest_noSearch_doesNot() {
        Searches searches = new Searches(1);
        BackgroundWork work = work(searches, 4);
        assertThat(searches.<String>run(() -> "found")).isEqualTo("found");
        piecesOfWork(work, 10, MILLISECOND);
        assertThat(rests).isEmpty();
    }

    @Test
    void rest_searchOnTwoCores_isTwiceAsLongAsTheWork() {
        Searches searches = new Searches(2);
        searches.run(() -> {
            BackgroundWork work = work(searches, 1);
            piecesOfWork(work, 10, MILLISECOND);
            return work;
        });
        assertThat(rests).hasSize(10).containsOnly(2 * MILLISECOND);
    }

    @Test
    void rest_longPiece_isNotMuchLonger() {
        Searches searches = new Searches(2);
        searches.run(() -> {
            BackgroundWork work = work(searches, 1);
            piecesOfWork(work, 1, 1_000 * MILLISECOND);
            return work;
        });
        assertThat(rests).containsExactly(8 * MILLISECOND);
    }

    @Test
    void rest_shortPieces_isTakenAfterSeveral() {
        Searches searches = new Searches(2);
        searches.run(() -> {
            BackgroundWork work = work(searches, 1);
            piecesOfWork(work, 20, MILLISECOND / 10);
            return work;
        });
        assertThat(rests).hasSize(4);
    }

    @Test
    void rest_coresAreLeft_doesNot() {
        Searches searches = new Searches(4);
        searches.run(() -> {
            BackgroundWork work = work(searches, 2);
            piecesOfWork(work, 10, MILLISECOND);
            assertThat(rests).isEmpty();
            return searches.run(() -> {
                piecesOfWork(work, 10, MILLISECOND);
                assertThat(rests).isNotEmpty();
                return work;
            });
        });
    }

    @Test
    void rest_searchThatFailed_isOver() {
        Searches searches = new Searches(1);
        try {
            searches.run(() -> {
                throw new IllegalStateException("on purpose");
            });
        } catch (IllegalStateException expected) {
            BackgroundWork work = work(searches, 1);
            piecesOfWork(work, 10, MILLISECOND);
        }
        assertThat(rests).isEmpty();
    }
}
