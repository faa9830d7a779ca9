package io.vecstore.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.VecDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTaskTest {

    @TempDir
    private Path folder;

    private List<Figure> run(StoreTask.Kind kind, int amount) throws Exception {
        return new StoreTask(kind, folder, amount, 8, 0.05).run();
    }

    private static double value(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().strip().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + figures))
                .value();
    }

    @Test
    void openAfterACrash_figures_areOfEverythingInTheLog() throws Exception {
        CrashedStore.fill(folder, 100_000, 8).close(); // so little is left to the log on close too

        List<Figure> figures = run(StoreTask.Kind.OPEN_AFTER_CRASH, 0);

        assertThat(value(figures, "log")).isGreaterThanOrEqualTo(0.1);
        assertThat(value(figures, "records in it")).isGreaterThanOrEqualTo(200);
        assertThat(value(figures, "open after a crash")).isPositive();
    }

    @Test
    void compact_whileSearched_failsNone() throws Exception {
        List<Figure> figures = run(StoreTask.Kind.COMPACT, 500);

        assertThat(value(figures, "failed searches")).isZero();
        assertThat(value(figures, "quiet p99")).isGreaterThanOrEqualTo(value(figures, "quiet p50"));
        assertThat(value(figures, "compaction")).isPositive();
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collection("rows").count()).isEqualTo(450);
        }
    }

    @Test
    void openCollections_figures_areOfAllThatWereMade() throws Exception {
        assertThat(run(StoreTask.Kind.MAKE_COLLECTIONS, 7)).isEmpty();

        List<Figure> figures = run(StoreTask.Kind.OPEN_COLLECTIONS, 7);

        assertThat(value(figures, "collections")).isEqualTo(7);
        assertThat(value(figures, "opening all of them")).isPositive();
    }
}
