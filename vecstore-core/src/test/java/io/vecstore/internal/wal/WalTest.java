package io.vecstore.internal.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalTest {

    private static final UUID DATABASE = new UUID(1, 2);

    @TempDir
    Path folder;

    private final FileStorage storage = new FileStorage();
    private final List<String> replayed = new ArrayList<>();

    private WalReader.Recovered read() {
        return read(1);
    }

    private WalReader.Recovered read(long start) {
        replayed.clear();
        return WalReader.read(
                storage,
                folder,
                new WalReader.Expected(DATABASE, start, false),
                (sequence, body) -> replayed.add(
                        sequence + ":" + new String(body.readBytes((int) body.remaining()), StandardCharsets.UTF_8)));
    }

    private Wal open() {
        return new Wal(storage, folder, DATABASE, read());
    }

    private static List<byte[]> bodies(String... bodies) {
        return Arrays.stream(bodies)
                .map(body -> body.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void append_groupsAcrossFiles_areReadInOrder() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("a", "b"), true);
            wal.roll();
            wal.append(bodies("c"), false);
            assertThat(wal.lastSequence()).isEqualTo(3);
        }
        try (Wal wal = open()) {
            assertThat(replayed).containsExactly("1:a", "2:b", "3:c");
            wal.append(bodies("d"), true);
            wal.deleteBefore(3);
        }
        read(3);
        assertThat(files()).hasSize(1);
        assertThat(replayed).containsExactly("3:c", "4:d");
    }

    /** A crash may leave any prefix of the last frame, followed by nothing or by zeros. */
    @Test
    void tail_tornAtEveryByte_isCutAndWrittenOver() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("first"), true);
            wal.append(bodies("second", "third"), true);
        }
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int endOfFirst = WalFormat.FILE_HEADER_BYTES
                + WalFormat.FRAME_HEADER_BYTES
                + WalFormat.COMMIT_HEADER_BYTES
                + "first".length();
        for (int length = endOfFirst; length < whole.length; length++) {
            for (int zeros : new int[] {0, 1, 100}) {
                Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, length), length + zeros));
                try (Wal wal = open()) {
                    assertThat(replayed)
                            .as("cut at %d, %d zeros", length, zeros)
                            .containsExactly("1:first");
                    wal.append(bodies("again"), true);
                }
                read();
                assertThat(replayed).containsExactly("1:first", "2:again");
            }
        }
    }

    @Test
    void hole_beforeDurableCommits_isAnErrorThatNamesThePlaceAndChangesNothing() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("first"), true);
            wal.append(bodies("second"), true);
            wal.append(bodies("third"), true);
        }
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int second = WalFormat.FILE_HEADER_BYTES + WalFormat.FRAME_HEADER_BYTES + WalFormat.COMMIT_HEADER_BYTES + 5;
        for (int offset = second; offset < second + WalFormat.FRAME_HEADER_BYTES + 18; offset++) {
            byte[] damaged = whole.clone();
            damaged[offset] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(this::read)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContainingAll(file.toString(), "offset " + second, "commit 2");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    /** Without a sync in between, a power cut may lose a frame and keep the one after it. */
    @Test
    void hole_beforeCommitsThatWereNeverDurable_isCut() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("first"), true);
            wal.append(bodies("second"), false);
            wal.append(bodies("third"), false);
        }
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 60] ^= 1;
        Files.write(file, bytes);
        read();
        assertThat(replayed).containsExactly("1:first");
    }

    @Test
    void file_missingInTheMiddle_isAnError() throws IOException {
        try (Wal wal = open()) {
            for (String body : List.of("a", "b", "c")) {
                wal.append(bodies(body), true);
                wal.roll();
            }
        }
        Files.delete(files().get(1));
        assertThatThrownBy(this::read).isInstanceOf(CorruptDataException.class).hasMessageContaining("commit 2");
    }

    /** The loss of the newest file is noticed because the file before it says that it is continued. */
    @Test
    void lastFile_missingOrCut_isAnErrorThatNamesIt() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("a"), true);
            wal.roll();
            wal.append(bodies("b"), true);
        }
        Path last = files().getLast();
        byte[] whole = Files.readAllBytes(last);
        for (int length : new int[] {-1, 0, 1, WalFormat.FILE_HEADER_BYTES - 1}) {
            if (length < 0) {
                Files.delete(last);
            } else {
                Files.write(last, Arrays.copyOf(whole, length));
            }
            assertThatThrownBy(this::read)
                    .as("%d bytes", length)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContainingAll(last.toString(), "commit 2", "missing or cut");
        }
    }

    @Test
    void log_withoutAReadableFile_isAnErrorOnceItHasBegun() throws IOException {
        WalReader.Expected begun = new WalReader.Expected(DATABASE, 1, true);
        assertThatThrownBy(() -> WalReader.read(storage, folder, begun, (_, _) -> {}))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("commit 1 is missing or cut");
        open().close();
        Files.write(files().getFirst(), new byte[WalFormat.FILE_HEADER_BYTES]);
        assertThatThrownBy(() -> WalReader.read(storage, folder, begun, (_, _) -> {}))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining(files().getFirst().toString());
    }

    /** Deleting is not durable at once: an old file may come back after a crash, without its successor. */
    @Test
    void file_resurrectedBeforeTheStart_isIgnoredAndDeleted() throws IOException {
        try (Wal wal = open()) {
            for (String body : List.of("a", "b", "c")) {
                wal.append(bodies(body), true);
                wal.roll();
            }
        }
        Files.delete(files().get(1));
        WalReader.Recovered recovered = read(3);
        assertThat(replayed).containsExactly("3:c");
        new Wal(storage, folder, DATABASE, recovered).close();
        assertThat(files()).hasSize(2);
    }

    @Test
    void tail_tornInTheLastFileHeader_dropsThatFileOnly() throws IOException {
        try (Wal wal = open()) {
            wal.append(bodies("a"), true);
        }
        Files.write(folder.resolve(WalFormat.fileName(2)), new byte[10]); // a crash before the first file was ended
        try (Wal wal = open()) {
            assertThat(replayed).containsExactly("1:a");
            wal.append(bodies("b"), true);
        }
        read();
        assertThat(replayed).containsExactly("1:a", "2:b");
    }

    @Test
    void log_ofAnotherDatabase_isRefused() {
        open().close();
        assertThatThrownBy(() ->
                        WalReader.read(storage, folder, new WalReader.Expected(new UUID(9, 9), 1, false), (_, _) -> {}))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("not a log file of this database");
    }
}
