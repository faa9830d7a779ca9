package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Crashes of a {@link Workload} on a {@link SimulatedDisk}: all that a seed and a number of commits have in them. */
public final class PowerCuts {

    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("new").resolve("db");
    private static final String CATALOG = "CATALOG";

    /** Every so many images of a crash are used to cut their recovery short as well. */
    private static final int RECOVERY_SAMPLE = 23;

    private final long seed;
    private final int commits;
    private final DatabaseOptions options;
    private int checked;

    public PowerCuts(long seed, int commits, Durability durability) {
        this.seed = seed;
        this.commits = commits;
        this.options = DatabaseOptions.DEFAULT.withDurability(durability).withIndexingThreads(1);
    }

    /**
     * Cuts the power after each thing that is done to the disk.
     *
     * @return how many different images were opened and judged
     */
    public int everywhere() {
        checked = 0;
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, seed, options);
        CrashImages crashes = new CrashImages(new Random(seed));
        disk.observe(path -> crashes.forEach(disk, workload.promise(), image -> {
            workload.checkAfterPowerCut(image);
            assertThat(image.openHandles()).as("handles, seed %d", seed).isZero();
            checked++;
        }));
        workload.run(disk, commits);
        assertThat(disk.openHandles()).as("handles, seed %d", seed).isZero();
        return checked;
    }

    /**
     * Ends the process after each thing that is done to the disk: all of it is there, synced or not.
     *
     * @return how many ends were judged
     */
    public int processEndsEverywhere() {
        checked = 0;
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, seed, options);
        disk.observe(path -> {
            workload.checkAfterKill(disk.afterKill());
            checked++;
        });
        workload.run(disk, commits);
        return checked;
    }

    /**
     * Cuts the power again during the recovery of a sample of crashes, and once more: in the end there are the same bytes
     * as after a recovery that nothing disturbed.
     *
     * @return how many recoveries were cut short
     */
    public int duringRecovery() {
        checked = 0;
        List<SimulatedDisk> crashed =
                images(new SimulatedDisk(HOME), seed, disk -> new Workload(FOLDER, seed, options).run(disk, commits));
        for (int i = 0; i < crashed.size(); i += RECOVERY_SAMPLE) {
            if (crashed.get(i).exists(FOLDER.resolve(CATALOG))) {
                recoverAgainAndAgain(crashed.get(i));
            }
        }
        return checked;
    }

    private void recoverAgainAndAgain(SimulatedDisk image) {
        Map<String, byte[]> undisturbed = recover(image.afterKill());
        List<SimulatedDisk> cutShort = images(image.afterKill(), seed, this::recover);
        for (SimulatedDisk once : cutShort) {
            assertSame(recover(once.afterKill()), undisturbed);
        }
        SimulatedDisk last = cutShort.isEmpty() ? image : cutShort.getLast();
        for (SimulatedDisk twice : images(last.afterKill(), seed + 1, this::recover)) {
            assertSame(recover(twice), undisturbed);
        }
    }

    private void assertSame(Map<String, byte[]> recovered, Map<String, byte[]> undisturbed) {
        assertThat(recovered).as("files after recovery, seed %d", seed).containsExactlyEntriesOf(undisturbed);
        checked++;
    }

    private interface Action {
        void run(SimulatedDisk disk);
    }

    private static List<SimulatedDisk> images(SimulatedDisk disk, long seed, Action action) {
        List<SimulatedDisk> found = new ArrayList<>();
        CrashImages crashes = new CrashImages(new Random(seed));
        disk.observe(path -> crashes.forEach(disk, "", found::add));
        action.run(disk);
        return found;
    }

    private Map<String, byte[]> recover(SimulatedDisk disk) {
        TestDatabases.open(FOLDER, disk, options).close();
        return disk.contents();
    }
}
