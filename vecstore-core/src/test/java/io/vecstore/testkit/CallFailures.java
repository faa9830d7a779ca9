package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.error.StorageException;
import java.nio.file.Path;

/** Has the n-th call that a {@link Workload} makes to the file system fail, for all n. */
public final class CallFailures {

    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");
    /** One call that fails is tried again three times before the database is reopened. */
    private static final int MAX_REFUSALS = 4;

    private final long seed;
    private final int commits;

    public CallFailures(long seed, int commits) {
        this.seed = seed;
        this.commits = commits;
    }

    /**
     * One call fails, and those after it do not: work goes on, at worst after reopening.
     *
     * @return how many calls there are
     */
    public int eachOnce() {
        int calls = calls();
        for (int n = 1; n <= calls; n++) {
            once(n);
        }
        return calls;
    }

    private void once(int n) {
        Run run = new Run(n, false);
        try {
            assertThat(run.workload.runDespiteFaults(run.storage, commits))
                    .as("refusals")
                    .isLessThanOrEqualTo(MAX_REFUSALS);
            run.check();
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("seed " + seed + ", call " + n + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * One call fails and all after it do as well: an error says so, nothing acknowledged is lost, nothing stays open.
     *
     * @return how many calls there are
     */
    public int allFromEachOn() {
        int calls = calls();
        for (int n = 1; n <= calls; n++) {
            from(n);
        }
        return calls;
    }

    private void from(int n) {
        Run run = new Run(n, true);
        String where = "seed " + seed + ", calls from " + n + " on";
        try {
            run.workload.run(run.storage, commits);
            throw new AssertionError(where + " failed without a word");
        } catch (StorageException injected) {
            assertThat(injected).as(where).hasMessageContainingAll("injected fault", HOME.toString());
            assertThat(run.disk.openHandles())
                    .as("%s: handles, %s", where, injected)
                    .isZero();
        }
        run.storage.heal();
        run.check();
    }

    private int calls() {
        Run undisturbed = new Run(Integer.MAX_VALUE, false);
        undisturbed.workload.run(undisturbed.storage, commits);
        return undisturbed.storage.calls();
    }

    private final class Run {
        private final SimulatedDisk disk = new SimulatedDisk(HOME);
        private final FaultyStorage storage = new FaultyStorage(disk);
        private final Workload workload = new Workload(FOLDER, seed, DatabaseOptions.DEFAULT);

        Run(int n, boolean forEver) {
            storage.failAt(n, forEver);
        }

        void check() {
            assertThat(disk.openHandles()).as("handles").isZero();
            workload.checkAfterKill(disk.afterKill());
            workload.checkAfterPowerCut(disk.afterPowerCut());
        }
    }
}
