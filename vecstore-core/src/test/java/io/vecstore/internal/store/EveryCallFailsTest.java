package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.testkit.CallFailures;
import org.junit.jupiter.api.Test;

/**
 * Has the n-th call of the file system fail, for all n: write (half of it is done), sync, rename, map, list, delete. How
 * many commits that is done with is set by {@code vecstore.fault.commits}.
 */
class EveryCallFailsTest {

    private static final long SEED = Long.getLong("vecstore.seed", 29);
    private static final int COMMITS = Integer.getInteger("vecstore.fault.commits", 11);

    @Test
    void call_failingOnce_isNoReasonToStop() {
        int calls = new CallFailures(SEED, COMMITS).eachOnce();
        System.out.println("EveryCallFailsTest seed " + SEED + ": each of " + calls + " calls failed once");
        assertThat(calls).isGreaterThan(200);
    }

    @Test
    void calls_failingFromOneOn_loseNothingAndLeaveNothingOpen() {
        assertThat(new CallFailures(SEED, COMMITS).allFromEachOn()).isGreaterThan(200);
    }
}
