package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.ClosedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    @TempDir
    Path folder;

    private static VectorRecord record(String id) {
        return VectorRecord.builder(id).vector(new float[] {1, 2}).text("text").build();
    }

    private long segmentFiles() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(VectorCollection collection) {
        assertThat(collection.snapshot().count()).isEqualTo(2);
    }

    private static boolean collectGarbageUntil(BooleanSupplier condition) {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return condition.getAsBoolean();
    }

    @Test
    void snapshot_notClosed_isGivenUpAndReportedWithThePlace() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (VecStore store = VecStore.open(folder)) {
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            store.collection().upsert(record("a"));
            store.collection().upsert(record("b"));
            store.collection().flush();
            forget(store.collection());
            store.collection().upsert(record("a"));
            store.collection().compact();
            assertThat(collectGarbageUntil(() -> segmentFiles() == 1)).isTrue();
            assertThat(collectGarbageUntil(
                            () -> log.toString(StandardCharsets.UTF_8).contains("SnapshotTest.forget")))
                    .as("log: %s", log)
                    .isTrue();
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("not closed", "default");
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void close_duringARead_letsItEndAndRefusesTheNext() {
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(record("a"));
            store.collection().upsert(record("b"));
            store.collection().flush();
            Snapshot snapshot = store.collection().snapshot();
            int[] seen = {0};
            snapshot.forEach(record -> {
                snapshot.close();
                store.collection().delete(record.id());
                store.collection().compact();
                seen[0]++;
            });
            assertThat(seen[0]).isEqualTo(2);
            assertThatThrownBy(snapshot::count).isInstanceOf(ClosedException.class);
            snapshot.close();
            assertThat(store.collection().count()).isZero();
        }
    }
}
