package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.DatabaseOptions;
import io.vecstore.error.ClosedException;
import io.vecstore.error.OverloadedException;
import io.vecstore.internal.io.FileStorage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncExecutorTest {

    @TempDir
    Path folder;

    private final AsyncExecutor executor = new AsyncExecutor(1, 2);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch latch = new CountDownLatch(1);

    @AfterEach
    void close() {
        latch.countDown();
        executor.close();
    }

    /** Keeps the one thread busy until the latch is open; ends with whether the thread was interrupted. */
    private CompletableFuture<Boolean> busy() throws InterruptedException {
        CompletableFuture<Boolean> held = executor.submit(() -> {
            begun.countDown();
            try {
                latch.await();
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        begun.await();
        return held;
    }

    @Test
    void submit_beyondTheQueue_failsAndTheRestIsDone() throws Exception {
        CompletableFuture<Boolean> held = busy();
        CompletableFuture<Integer> first = executor.submit(() -> 1);
        CompletableFuture<Integer> second = executor.submit(() -> 2);
        assertThatThrownBy(() -> executor.submit(() -> 3).join())
                .hasCauseInstanceOf(OverloadedException.class)
                .hasMessageContaining("2 asynchronous calls");
        latch.countDown();
        assertThat(held.join()).isFalse();
        assertThat(first.join() + second.join()).isEqualTo(3);
        assertThat(executor.submit(() -> 4).join()).isEqualTo(4);
    }

    @Test
    void close_interruptsWhatRunsAndFailsWhatWaits() throws Exception {
        CompletableFuture<Boolean> held = busy();
        CompletableFuture<Integer> waiting = executor.submit(() -> 1);
        executor.close();
        assertThat(held.join()).isTrue();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> executor.submit(() -> 2).join()).hasCauseInstanceOf(ClosedException.class);
    }

    @Test
    void cancel_beforeTheBeginning_keepsTheCallFromBeingMade() throws Exception {
        CompletableFuture<Boolean> held = busy();
        AtomicBoolean made = new AtomicBoolean();
        CompletableFuture<Integer> waiting = executor.submit(() -> {
            made.set(true);
            return 1;
        });
        assertThat(waiting.cancel(true)).isTrue();
        latch.countDown();
        held.join();
        assertThat(executor.submit(() -> 2).join()).isEqualTo(2);
        assertThat(made).isFalse();
    }

    @Test
    void cancel_whileRunning_interruptsThatCallAndNotTheNext() throws Exception {
        CompletableFuture<Boolean> held = busy();
        assertThat(held.cancel(true)).isTrue();
        assertThat(executor.submit(() -> Thread.currentThread().isInterrupted())
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join())
                .isFalse();
    }

    @Test
    void close_byAThreadOfThePool_doesNotWaitForItself() {
        DatabaseEngine engine =
                DatabaseEngine.open(folder, new EngineOptions(new FileStorage(), DatabaseOptions.DEFAULT));
        assertThat(engine.async()
                        .submit(() -> {
                            engine.close();
                            return true;
                        })
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join())
                .isTrue();
        assertThatThrownBy(() -> engine.collection("c")).isInstanceOf(ClosedException.class);
    }
}
