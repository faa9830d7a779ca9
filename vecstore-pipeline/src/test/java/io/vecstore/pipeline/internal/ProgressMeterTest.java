package io.vecstore.pipeline.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.pipeline.sync.SyncProgress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private long nanos = 5_000_000_000L;

    private final ProgressMeter meter = new ProgressMeter(4, 1000, () -> nanos);

    private void pass(long seconds) {
        nanos += seconds * 1_000_000_000L;
    }

    @Test
    void now_atTheStart_hasNoRateAndNoRemainingTime() {
        SyncProgress progress = meter.now();

        assertThat(progress.elapsed()).isZero();
        assertThat(progress.chunksPerSecond()).isZero();
        assertThat(progress.remaining()).isEmpty();
    }

    @Test
    void now_afterSomeFiles_ratesByTimeAndExtrapolatesByBytes() {
        pass(10);
        meter.fileDone(200, 50);
        meter.fileDone(50, 10);

        SyncProgress progress = meter.now();

        assertThat(progress.filesDone()).isEqualTo(2);
        assertThat(progress.bytesDone()).isEqualTo(250);
        assertThat(progress.chunksPerSecond()).isEqualTo(6);
        assertThat(progress.remaining()).hasValue(Duration.ofSeconds(30));
    }

    @Test
    void now_withinAGroup_countsItsPart() {
        pass(10);
        SyncProgress progress = meter.now(500, 20);

        assertThat(progress.filesDone()).isZero();
        assertThat(progress.chunksDone()).isEqualTo(20);
        assertThat(progress.remaining()).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void now_whenAllIsDone_nothingRemains() {
        pass(2);
        for (int i = 0; i < 4; i++) {
            meter.fileDone(250, 1);
        }
        assertThat(meter.now().remaining()).hasValue(Duration.ZERO);
    }
}
