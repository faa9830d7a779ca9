package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InferencePoolTest {
    @Test
    void callAll_moreCallsThanThreads_returnsResultsInOrder() {
        try (InferencePool pool = new InferencePool("test", 3)) {
            List<Supplier<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int n = i;
                calls.add(() -> n);
            }
            assertThat(pool.callAll(calls))
                    .containsExactly(calls.stream().map(Supplier::get).toArray(Integer[]::new));
        }
    }

    @Test
    void callAll_twoThreads_runsTwoAtOnce() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (InferencePool pool = new InferencePool("test", 2)) {
            Supplier<Integer> meet = () -> {
                try {
                    return both.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("nobody came", e);
                }
            };
            assertThat(pool.callAll(List.of(meet, meet))).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void callAll_oneFails_throwsAndDoesNotRunTheRest() {
        CountDownLatch thrown = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        try (InferencePool pool = new InferencePool("test", 1)) {
            List<Supplier<Integer>> calls = new ArrayList<>(Collections.nCopies(1_000, () -> {
                await(thrown);
                return ran.incrementAndGet();
            }));
            calls.set(0, () -> {
                throw new IllegalStateException("broken");
            });
            assertThatIllegalStateException()
                    .isThrownBy(() -> pool.callAll(calls))
                    .withMessage("broken");
            thrown.countDown();
            pool.callAll(List.of(() -> "behind whatever is left"));

            assertThat(ran.get()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void call_whileAListWaits_goesFirst() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (InferencePool pool = new InferencePool("test", 1);
                ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Supplier<Boolean>> list = new ArrayList<>();
            list.add(() -> {
                started.countDown();
                return await(release) && order.add("running");
            });
            list.add(() -> order.add("listed"));
            Future<List<Boolean>> listed = callers.submit(() -> pool.callAll(list));
            started.await();
            Future<Boolean> single = callers.submit(() -> pool.call(() -> order.add("single")));
            while (pool.waiting() < 2) {
                Thread.onSpinWait();
            }
            release.countDown();
            listed.get();
            single.get();
        }
        assertThat(order).containsExactly("running", "single", "listed");
    }

    @Test
    void close_whileACallRuns_waitsForItAndCancelsTheOthers() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        InferencePool pool = new InferencePool("test", 1);
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            Future<Boolean> running = callers.submit(() -> pool.call(() -> {
                started.countDown();
                return await(release);
            }));
            started.await();
            Future<Integer> waiting = callers.submit(() -> pool.call(() -> 1));
            while (pool.waiting() < 1) {
                Thread.onSpinWait();
            }
            Future<?> closing = callers.submit(pool::close);
            assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                    .isThrownBy(waiting::get)
                    .satisfies(e -> assertThat(((EmbeddingException) e.getCause()).kind())
                            .isEqualTo(Kind.CLOSED));
            assertThat(closing.isDone()).isFalse();
            release.countDown();
            closing.get();
            assertThat(running.get()).isTrue();
        }
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> pool.call(() -> 1))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
