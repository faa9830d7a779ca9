package io.vecstore.bench.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitRunTest {

    private static final List<SampleRow> ROWS =
            IntStream.range(0, 20).mapToObj(new SampleRows(100, 4, 1)::row).toList();

    @TempDir
    private Path folder;

    @Test
    void round_everyStore_holdsTheRowsThatWereCommitted() throws Exception {
        try (CommitStore ours = new VecstoreCommits(folder.resolve("ours"))) {
            roundsLeaveAllRows(ours);
        }
        try (CommitStore shared = new SqliteCommits(folder, 1)) {
            roundsLeaveAllRows(shared);
        }
        try (CommitStore own = new SqliteCommits(folder, 3)) {
            assertThat(own.count()).as("of the connection before").isEqualTo(20);
            roundsLeaveAllRows(own);
        }
    }

    private static void roundsLeaveAllRows(CommitStore store) throws Exception {
        CommitRun run = new CommitRun(store, ROWS, 3);
        run.round(0.3, false);
        assertThat(run.perSecond()).as("the warm-up does not count").isNaN();
        run.round(0.01, true);
        assertThat(run.perSecond()).isPositive();
        assertThat(store.count()).isEqualTo(20);
    }
}
