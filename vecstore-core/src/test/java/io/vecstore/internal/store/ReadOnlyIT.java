package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.VecDatabase;
import io.vecstore.error.DatabaseLockedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer process that is killed again and again, and readers in this one. */
class ReadOnlyIT {

    private static final long SEED = Long.getLong("vecstore.seed", 17);

    @TempDir
    Path temporary;

    /** Continues the sequence of {@link ReadOnlyTest#write} and says what has been acknowledged. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (VecDatabase database = VecDatabase.open(Path.of(arguments[0]))) {
                if (database.collectionNames().isEmpty()) {
                    ReadOnlyTest.create(database);
                }
                for (int n = Integer.parseInt(arguments[1]); ; n++) {
                    ReadOnlyTest.write(database, n);
                    if (n % 60 == 0) {
                        database.collection(n % 120 == 0 ? "even" : "odd").compact();
                    }
                    System.out.println(n);
                }
            }
        }
    }

    private static Process start(Path folder, int from) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        Integer.toString(from)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void writerProcess_killedAndReplaced_isFollowed() throws IOException, InterruptedException {
        System.out.println("ReadOnlyIT seed " + SEED);
        Random random = new Random(SEED);
        Path folder = temporary.resolve("db");
        int next = 0;
        for (int life = 0; life < 4; life++) {
            Process writer = start(folder, next);
            int until = next + 40 + random.nextInt(200);
            int acknowledged = next - 1;
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                acknowledged = Integer.parseInt(out.readLine());
                try (VecDatabase reader = VecDatabase.openReadOnly(folder)) {
                    int seen = ReadOnlyTest.check(reader);
                    while (acknowledged < until) {
                        acknowledged = Integer.parseInt(out.readLine());
                        reader.refresh();
                        int now = ReadOnlyTest.check(reader);
                        assertThat(now).isGreaterThanOrEqualTo(Math.max(seen, acknowledged));
                        seen = now;
                    }
                    assertThatThrownBy(() -> VecDatabase.open(folder))
                            .isInstanceOf(DatabaseLockedException.class)
                            .hasMessageContaining(Long.toString(writer.pid()));
                    writer.destroyForcibly().waitFor();
                    reader.refresh();
                    assertThat(ReadOnlyTest.check(reader)).isGreaterThanOrEqualTo(seen);
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            try (VecDatabase database = VecDatabase.open(folder)) { // at once, though the lock file is still there
                int last = ReadOnlyTest.check(database);
                assertThat(last).isGreaterThanOrEqualTo(acknowledged);
                ReadOnlyTest.write(database, last); // the second half may be missing
                next = last + 1;
            }
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }
}
