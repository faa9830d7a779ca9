package io.vecstore.pipeline.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.pipeline.TestFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StableReaderTest {
    @TempDir
    Path temp;

    private TestFolder docs;

    @BeforeEach
    void write() {
        docs = new TestFolder(temp).write("a.txt", "first");
    }

    /** Writes before each of the first reads; then reads as always. */
    private StableReader interfered(int times) {
        int[] left = {times};
        return new StableReader(100, file -> {
            var content = Files.newInputStream(file);
            if (left[0]-- > 0) {
                docs.write("a.txt", "version " + left[0]);
            }
            return content;
        });
    }

    @Test
    void read_quietFile_givesBytesHashAndStat() throws Exception {
        FileContent content = new StableReader(100).read(docs.path("a.txt"));

        assertThat(content.bytes()).asString().isEqualTo("first");
        assertThat(content.hash()).isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
        assertThat(content.stat()).isEqualTo(FileStat.of(docs.path("a.txt")));
    }

    @Test
    void read_fileThatChangesOnce_isReadAgain() throws Exception {
        StableReader reader = interfered(1);

        assertThat(reader.read(docs.path("a.txt")).bytes()).asString().isEqualTo("version 0");
        assertThat(reader.filesRead()).isEqualTo(2);
    }

    @Test
    void read_fileThatChangesEachTime_fails() {
        assertThatThrownBy(() -> interfered(2).read(docs.path("a.txt")))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("changes while it is read");
    }

    @Test
    void read_fileThatGrowsAndKeepsItsTime_isNoticed() {
        StableReader reader = new StableReader(100, file -> {
            var time = Files.getLastModifiedTime(file);
            Files.writeString(file, Files.readString(file) + " and more");
            Files.setLastModifiedTime(file, time);
            return Files.newInputStream(file);
        });
        assertThatThrownBy(() -> reader.read(docs.path("a.txt"))).hasMessageContaining("changes");
    }

    @Test
    void read_fileThatIsGone_fails() {
        assertThatThrownBy(() -> new StableReader(100).read(docs.path("b.txt")))
                .isInstanceOf(FileException.class)
                .hasMessageContaining("vanished");
    }

    @Test
    void read_fileThatIsTooLarge_isNotOpened() {
        StableReader reader = new StableReader(4);

        assertThatThrownBy(() -> reader.read(docs.path("a.txt"))).hasMessageContaining("larger than 4 bytes");
        assertThat(reader.filesRead()).isZero();
    }
}
