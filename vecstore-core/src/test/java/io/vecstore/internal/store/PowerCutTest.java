package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.Durability;
import io.vecstore.testkit.PowerCuts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts the power, and separately kills the process, after each single thing that is done to the disk. The seed is set by
 * {@code vecstore.seed}, the number of commits, and so of images, by {@code vecstore.crash.commits}.
 */
class PowerCutTest {

    private static final long SEED = Long.getLong("vecstore.seed", 17);
    private static final int COMMITS = Integer.getInteger("vecstore.crash.commits", 15);

    static Stream<Durability> durabilities() {
        return Stream.of(Durability.sync(), Durability.os());
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    void everyImage_afterAnyOperation_opensWithAllThatWasPromised(Durability durability) {
        int images = new PowerCuts(SEED, COMMITS, durability).everywhere();
        System.out.println("PowerCutTest " + durability + " seed " + SEED + ": " + images + " images");
        assertThat(images).isGreaterThan(20 * COMMITS);
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    void everyOperation_lastBeforeTheProcessEnds_losesNothingAcknowledged(Durability durability) {
        int ends = new PowerCuts(SEED, COMMITS, durability).processEndsEverywhere();
        System.out.println("PowerCutTest " + durability + " seed " + SEED + ": " + ends + " ends of the process");
        assertThat(ends).isGreaterThan(4 * COMMITS);
    }

    /** The power goes again during recovery, and again: in the end there are the same bytes as after an undisturbed one. */
    @Test
    void recovery_cutShortAnywhere_isRepeatedWithTheSameBytes() {
        int recoveries = new PowerCuts(SEED, COMMITS, Durability.sync()).duringRecovery();
        System.out.println("PowerCutTest seed " + SEED + ": " + recoveries + " recoveries cut short");
        assertThat(recoveries).isGreaterThan(10 * COMMITS);
    }
}
