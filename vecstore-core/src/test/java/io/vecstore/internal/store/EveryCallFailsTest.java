package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.error.StorageException;
import io.vecstore.testkit.FaultyStorage;
import io.vecstore.testkit.SimulatedDisk;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Has the n-th call of the file system fail, for all n: write (half of it is done), sync, rename, map, list, delete. How
 * many commits that is done with is set by {@code vecstore.fault.commits}.
 */
class EveryCallFailsTest {

    private static final long SEED = Long.getLong("vecstore.seed", 29);
    private static final int COMMITS = Integer.getInteger("vecstore.fault.commits", 11);
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");

    private final SimulatedDisk disk = new SimulatedDisk(HOME);
    private final FaultyStorage storage = new FaultyStorage(disk);
    private final Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT);

    private static int calls() {
        EveryCallFailsTest undisturbed = new EveryCallFailsTest();
        undisturbed.workload.run(undisturbed.storage, COMMITS);
        return undisturbed.storage.calls();
    }

    @Test
    void call_failingOnce_isNoReasonToStop() {
        int calls = calls();
        for (int n = 1; n <= calls; n++) {
            EveryCallFailsTest run = new EveryCallFailsTest();
            run.storage.failAt(n, false);
            String where = "seed " + SEED + ", call " + n;
            try {
                int refusals = run.workload.runDespiteFaults(run.storage, COMMITS);
                assertThat(refusals).as(where).isLessThanOrEqualTo(4);
                run.check();
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError(where + ": " + failed.getMessage(), failed);
            }
        }
        System.out.println("EveryCallFailsTest seed " + SEED + ": each of " + calls + " calls failed once");
        assertThat(calls).isGreaterThan(200);
    }

    @Test
    void calls_failingFromOneOn_loseNothingAndLeaveNothingOpen() {
        int calls = calls();
        for (int n = 1; n <= calls; n++) {
            EveryCallFailsTest run = new EveryCallFailsTest();
            run.storage.failAt(n, true);
            String where = "seed " + SEED + ", calls from " + n + " on";
            try {
                run.workload.run(run.storage, COMMITS);
                throw new AssertionError(where + " failed without a word");
            } catch (StorageException injected) {
                assertThat(injected).as(where).hasMessageContaining("injected fault");
                assertThat(run.disk.openHandles())
                        .as("%s: handles, %s", where, injected)
                        .isZero();
            }
            run.storage.heal();
            run.check();
        }
    }

    private void check() {
        assertThat(disk.openHandles()).isZero();
        workload.checkAfterKill(disk.afterKill());
        workload.checkAfterPowerCut(disk.afterPowerCut());
    }
}
