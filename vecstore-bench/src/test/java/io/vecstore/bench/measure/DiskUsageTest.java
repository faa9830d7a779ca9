package io.vecstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUsageTest {

    @TempDir
    private Path folder;

    @Test
    void bytes_filesInFolders_areSummedUntilDeleted() throws Exception {
        Path top = Files.createDirectories(folder.resolve("top/below")).getParent();
        Files.write(top.resolve("a"), new byte[10]);
        Files.write(top.resolve("below/b"), new byte[32]);

        assertThat(DiskUsage.bytes(top)).isEqualTo(42);

        DiskUsage.delete(top);
        assertThat(top).doesNotExist();
        assertThat(DiskUsage.bytes(top)).as("of what has gone").isZero();
        DiskUsage.delete(top);
    }
}
