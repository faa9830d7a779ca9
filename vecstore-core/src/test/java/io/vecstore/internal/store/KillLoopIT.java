package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.testkit.KillLoop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it works; {@code vecstore.kill.cycles} says how often. */
class KillLoopIT {

    private static final long SEED = Long.getLong("vecstore.seed", 37);
    private static final int CYCLES = Integer.getInteger("vecstore.kill.cycles", 30);

    @TempDir
    Path folder;

    @Test
    void process_killedAtAnyMoment_losesNothingAcknowledged() throws Exception {
        System.out.println("KillLoopIT seed " + SEED + ", " + CYCLES + " cycles");
        KillLoop loop = new KillLoop(folder.resolve("db"), SEED);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            loop.cycle();
        }
        System.out.println("KillLoopIT: " + loop.reached() + " commits survived");
        assertThat(loop.reached()).isGreaterThan(CYCLES);
    }
}
