package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.error.ConflictException;
import io.vecstore.testkit.GoldenStore;
import io.vecstore.testkit.SimulatedDisk;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that earlier versions wrote are read for ever, and what a later one wrote is left as it is. */
class GoldenStoreTest {

    private static final int FRAMED_VERSION_AT = 12;
    private static final int LOG_VERSION_AT = 8;

    @TempDir
    Path temporary;

    private static Path golden(String version) {
        try {
            return Path.of(Objects.requireNonNull(GoldenStoreTest.class.getResource("/golden/" + version))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Puts the newest golden store, whose bytes are always the same, onto a simulated disk. */
    static void copyTo(SimulatedDisk disk, Path folder) throws IOException {
        Path source = golden("v1").resolve(GoldenStore.DATABASE);
        for (Path file : files(source)) {
            Path copy = folder.resolve(source.relativize(file).toString());
            disk.createDirectories(copy.getParent());
            disk.overwrite(copy, Files.readAllBytes(file));
        }
    }

    private Path copyOf(String version, String name) throws IOException {
        Path source = golden(version).resolve(GoldenStore.DATABASE);
        Path target = temporary.resolve(name);
        for (Path file : files(source)) {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return target;
    }

    @ParameterizedTest
    @ValueSource(strings = "v1")
    void store_ofAnEarlierVersion_isReadSearchedAndWritten(String version) throws IOException {
        Path folder = copyOf(version, "db");
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(GoldenStore.describe(database))
                    .containsExactlyElementsOf(
                            Files.readAllLines(golden(version).resolve(GoldenStore.EXPECTED)));
            VectorCollection graphs = database.collection("graphs");
            assertThat(graphs.search(SearchRequest.lexical("fox", 1_000)).hits())
                    .isNotEmpty();
            assertThat(graphs.search(SearchRequest.builder()
                                    .vector(new float[] {1, 0, 0, 0, 0})
                                    .build())
                            .hits())
                    .hasSize(10);
            graphs.delete("progress");
            graphs.compact();
            database.restoreSnapshot("half");
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    /** Each file in turn is said to be of a later format. */
    @Test
    void file_ofALaterFormat_isRefusedUntouched() throws IOException {
        int refused = 0;
        int copies = 0;
        for (Path original : files(golden("v1").resolve(GoldenStore.DATABASE))) {
            Path name = golden("v1").resolve(GoldenStore.DATABASE).relativize(original);
            if (name.startsWith("snapshots") || isDerived(name)) {
                continue;
            }
            Path folder = copyOf("v1", "copy" + copies++);
            Path file = folder.resolve(name.toString());
            byte[] later = Files.readAllBytes(file);
            later[name.toString().endsWith(".log") ? LOG_VERSION_AT : FRAMED_VERSION_AT] = 9;
            Files.write(file, later);
            try (VecDatabase database = VecDatabase.open(folder)) {
                database.collectionNames().forEach(database::collection);
            } catch (ConflictException expected) {
                assertThat(expected).hasMessageContainingAll(file.toString(), "format 9");
                refused++;
            }
            assertThat(Files.readAllBytes(file)).as("%s", name).isEqualTo(later);
        }
        assertThat(refused).isEqualTo(copies).isGreaterThan(5);
    }

    private static boolean isDerived(Path name) {
        return Stream.of(".postings", ".fields", ".graph").anyMatch(name.toString()::endsWith);
    }
}
