package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.TestDatabases;
import io.vecstore.testkit.CrashImages;
import io.vecstore.testkit.SimulatedDisk;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts the power, and separately kills the process, after each single thing that is done to the disk. Commits, seed and
 * so the number of images are set by {@code vecstore.crash.commits} and {@code vecstore.seed}.
 */
class PowerCutTest {

    private static final long SEED = Long.getLong("vecstore.seed", 17);
    private static final int COMMITS = Integer.getInteger("vecstore.crash.commits", 22);
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("new").resolve("db");

    /** Every so many images of a crash are used to cut their recovery short as well. */
    private static final int RECOVERY_SAMPLE = 23;

    private int images;

    static Stream<Durability> durabilities() {
        return Stream.of(Durability.sync(), Durability.os());
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    void everyImage_afterAnyOperation_opensWithAllThatWasPromised(Durability durability) {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT.withDurability(durability));
        CrashImages crashes = new CrashImages(new Random(SEED));
        disk.observe(path -> crashes.forEach(disk, workload.promise(), image -> {
            workload.checkAfterPowerCut(image);
            assertThat(image.openHandles()).isZero();
            images++;
        }));
        workload.run(disk, COMMITS);
        System.out.println("PowerCutTest " + durability + " seed " + SEED + ": " + images + " images");
        assertThat(images).isGreaterThan(20 * COMMITS);
        assertThat(disk.openHandles()).isZero();
    }

    @ParameterizedTest
    @MethodSource("durabilities")
    void everyOperation_lastBeforeTheProcessEnds_losesNothingAcknowledged(Durability durability) {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT.withDurability(durability));
        disk.observe(path -> {
            workload.checkAfterKill(disk.afterKill());
            images++;
        });
        workload.run(disk, COMMITS);
        System.out.println("PowerCutTest " + durability + " seed " + SEED + ": " + images + " ends of the process");
        assertThat(images).isGreaterThan(4 * COMMITS);
    }

    /** The power goes again during recovery, and again: in the end there are the same bytes as after an undisturbed one. */
    @Test
    void recovery_cutShortAnywhere_isRepeatedWithTheSameBytes() {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT);
        CrashImages crashes = new CrashImages(new Random(SEED));
        List<SimulatedDisk> found = new ArrayList<>();
        disk.observe(path -> crashes.forEach(disk, "", found::add));
        workload.run(disk, COMMITS);
        for (int i = 0; i < found.size(); i += RECOVERY_SAMPLE) {
            SimulatedDisk image = found.get(i);
            if (image.exists(FOLDER.resolve(Catalog.NAME))) {
                recoverAgainAndAgain(image);
            }
        }
        System.out.println("PowerCutTest seed " + SEED + ": " + images + " recoveries cut short");
        assertThat(images).isGreaterThan(10 * COMMITS);
    }

    private void recoverAgainAndAgain(SimulatedDisk image) {
        Map<String, byte[]> undisturbed = recover(image.afterKill());
        List<SimulatedDisk> cutShort = cutShort(image, 1);
        for (SimulatedDisk once : cutShort) {
            assertThat(recover(once.afterKill())).containsExactlyEntriesOf(undisturbed);
            images++;
        }
        SimulatedDisk last = cutShort.getLast();
        for (SimulatedDisk twice : cutShort(last, 2)) {
            assertThat(recover(twice)).containsExactlyEntriesOf(undisturbed);
            images++;
        }
    }

    private static List<SimulatedDisk> cutShort(SimulatedDisk image, int seed) {
        List<SimulatedDisk> found = new ArrayList<>(List.of(image.afterKill()));
        SimulatedDisk disk = image.afterKill();
        CrashImages crashes = new CrashImages(new Random(seed));
        disk.observe(path -> crashes.forEach(disk, "", found::add));
        recover(disk);
        return found;
    }

    private static Map<String, byte[]> recover(SimulatedDisk disk) {
        TestDatabases.open(FOLDER, disk, DatabaseOptions.DEFAULT).close();
        return disk.contents();
    }
}
