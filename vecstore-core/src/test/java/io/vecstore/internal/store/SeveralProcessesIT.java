package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.VecDatabase;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.testkit.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * This process writes; others read what it writes, or want to write as well. {@code vecstore.readers.commits} says how
 * long: 20,000 take minutes.
 */
class SeveralProcessesIT {

    private static final int COMMITS = Integer.getInteger("vecstore.readers.commits", 500);
    private static final int READERS = 4;
    private static final String STARTED = "started";
    private static final String OPENED = "opened";

    @TempDir
    Path temporary;

    /** Follows the database until there is a certain file, and says how many commits it came to and which was the last. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            try (VecDatabase reader = VecDatabase.openReadOnly(Path.of(arguments[0]))) {
                int last = ReadOnlyTest.check(reader);
                int states = 0;
                System.out.println(STARTED);
                boolean end = false;
                while (!end) {
                    end = Files.exists(Path.of(arguments[1]));
                    reader.refresh();
                    int now = ReadOnlyTest.check(reader);
                    assertThat(now).isGreaterThanOrEqualTo(last);
                    states += now > last ? 1 : 0;
                    last = now;
                }
                System.out.println(states + " states up to " + last);
            } catch (RuntimeException | Error failed) {
                System.out.println(failed);
            }
        }
    }

    /** Wants to write, and says what becomes of that. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            try (VecDatabase _ = VecDatabase.open(Path.of(arguments[0]))) {
                System.out.println(OPENED);
            } catch (DatabaseLockedException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    /** What the child has still to say, up to its end. */
    private static String rest(Process child) throws IOException, InterruptedException {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            return String.join("\n", out.lines().toList());
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void readers_inFourProcesses_seeWholeCommitsThatNeverGoBackThroughCompactions() throws Exception {
        Path folder = temporary.resolve("db");
        Path end = temporary.resolve("end");
        List<Process> readers = new ArrayList<>();
        try (VecDatabase writer = VecDatabase.open(folder)) {
            ReadOnlyTest.create(writer);
            ReadOnlyTest.write(writer, 0);
            for (int i = 0; i < READERS; i++) {
                readers.add(ChildJvm.start(Reader.class, "128m", folder.toString(), end.toString()));
            }
            for (Process reader : readers) {
                assertThat(reader.inputReader(StandardCharsets.UTF_8).readLine())
                        .isEqualTo(STARTED);
            }
            for (int n = 1; n <= COMMITS; n++) {
                ReadOnlyTest.write(writer, n);
                if (n % 20 == 0) {
                    writer.collection(n % 40 == 0 ? "even" : "odd").compact();
                }
            }
            Files.createFile(end);
            for (Process reader : readers) {
                String said = rest(reader);
                System.out.println("SeveralProcessesIT: a reader saw " + said);
                assertThat(said).matches("[1-9][0-9]* states up to " + COMMITS);
            }
        } finally {
            readers.forEach(Process::destroyForcibly);
        }
    }

    /** The operating system drops a lock when any handle of its file closes; the file stays when the lock is given up. */
    @Test
    void lock_whateverElseThisProcessOpens_keepsOtherProcessesOut() throws Exception {
        Path folder = temporary.resolve("db");
        try (VecDatabase writer = VecDatabase.open(folder)) {
            ReadOnlyTest.create(writer);
            ReadOnlyTest.write(writer, 0);
            assertThatThrownBy(() -> VecDatabase.open(folder)).isInstanceOf(DatabaseLockedException.class);
            VecDatabase.openReadOnly(folder).close();
            assertThatThrownBy(() -> VecDatabase.doctor(folder)).isInstanceOf(DatabaseLockedException.class);
            writer.createSnapshot("s");
            VecDatabase.restoreSnapshot(folder, "s", temporary.resolve("restored"));
            assertThat(rest(ChildJvm.start(Writer.class, "128m", folder.toString())))
                    .contains(Long.toString(ProcessHandle.current().pid()), folder.toString());
        }
        assertThat(rest(ChildJvm.start(Writer.class, "128m", folder.toString())))
                .isEqualTo(OPENED);
        assertThat(folder.resolve("LOCK")).exists();
    }
}
