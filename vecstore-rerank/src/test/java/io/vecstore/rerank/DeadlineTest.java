package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void isOver_clockThatOverflows_countsFromTheStart() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        Deadline deadline = Deadline.after(Optional.of(Duration.ofNanos(100)), now::get);

        now.addAndGet(99);
        assertThat(deadline.isOver()).isFalse();
        assertThat(deadline.remaining()).contains(Duration.ofNanos(1));
        now.addAndGet(1);
        assertThat(deadline.isOver()).isTrue();
        now.addAndGet(1_000);
        assertThat(deadline.remaining()).contains(Duration.ZERO);
    }

    @Test
    void isOver_noBudget_never() {
        Deadline deadline = Deadline.after(Optional.empty(), () -> Long.MAX_VALUE);

        assertThat(deadline.isOver()).isFalse();
        assertThat(deadline.remaining()).isEmpty();
    }

    @Test
    void isOver_hugeBudget_isNotOver() {
        assertThat(Deadline.after(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), System::nanoTime)
                        .isOver())
                .isFalse();
    }
}
