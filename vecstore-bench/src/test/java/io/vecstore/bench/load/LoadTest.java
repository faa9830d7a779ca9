package io.vecstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.VecDatabase;
import io.vecstore.bench.data.BenchException;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    private static final int RECORDS = 700;

    @TempDir
    private Path folder;

    private LoadTask task(String system) {
        return new LoadTask(system, folder.resolve(system), RECORDS, 8, 64);
    }

    @Test
    void load_intoTheStore_leavesAllRowsInSegments() throws Exception {
        LoadTask.Loaded loaded = LoadWorkerCommand.load(task("vecstore"));

        assertThat(loaded.cpuSeconds()).isPositive();
        assertThat(loaded.makingCpuSeconds()).isPositive();
        assertThat(loaded.diskBytes()).isGreaterThan(RECORDS * 8 * 4L);
        try (VecDatabase database = VecDatabase.open(folder.resolve("vecstore"))) {
            assertThat(database.collection("rows").count()).isEqualTo(RECORDS);
            assertThat(database.collection("rows").stats().recordsInMemory()).isZero();
        }
    }

    @Test
    void load_intoLucene_leavesAllRowsCommitted() throws Exception {
        LoadWorkerCommand.load(task("lucene"));

        try (MMapDirectory directory = new MMapDirectory(folder.resolve("lucene"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.numDocs()).isEqualTo(RECORDS);
        }
    }

    @Test
    void load_intoAnUnknownSystem_namesIt() {
        assertThatThrownBy(() -> LoadWorkerCommand.load(task("oracle")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("oracle");
    }
}
