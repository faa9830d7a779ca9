package io.vecstore.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.CancelledException;
import io.vecstore.error.DeadlineException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void tick_pastTheDeadline_throwsWithin256Calls() {
        Deadline deadline = Deadline.in(Optional.of(Duration.ofNanos(1)));
        int ticks = 0;
        try {
            while (ticks < 1_000) {
                ticks++;
                deadline.tick();
            }
        } catch (DeadlineException over) {
            assertThat(over.code()).isEqualTo("deadline_exceeded");
        }
        assertThat(ticks).isEqualTo(256);
    }

    @Test
    void check_withTimeLeft_goesOn() {
        assertThatCode(() -> Deadline.in(Optional.of(Duration.ofSeconds(Long.MAX_VALUE)))
                        .check())
                .doesNotThrowAnyException();
        assertThatCode(() -> Deadline.none().check()).doesNotThrowAnyException();
    }

    @Test
    void check_interrupted_throwsWithoutClearingTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Deadline.none().check()).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
