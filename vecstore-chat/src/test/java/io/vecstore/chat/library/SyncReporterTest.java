package io.vecstore.chat.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.chat.library.News.FileNews;
import io.vecstore.chat.library.News.FileState;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncReporterTest {

    @Test
    void allDone_fileDealtWithByTheSyncBefore_getsTheStateThatItHas() throws InterruptedException {
        NewsFeed feed = new NewsFeed();
        SyncReporter reporter = new SyncReporter(feed, "uploads", true, Set.of("broken.pdf", "good.txt"));
        List<News> told = new ArrayList<>();
        try (NewsFeed.Listener listener = feed.listen()) {
            reporter.allDone(
                    report(new FileFailure("broken.pdf", "it is no PDF"), new FileFailure("old.pdf", "nor this")));
            for (var next = listener.next(Duration.ZERO); next.isPresent(); next = listener.next(Duration.ZERO)) {
                told.add(next.get());
            }
        }

        assertThat(told)
                .containsExactly(
                        new FileNews("broken.pdf", FileState.FAILED, "it is no PDF"),
                        new FileNews("good.txt", FileState.INDEXED, ""),
                        new News.DocumentsChanged());
    }

    private static SyncReport report(FileFailure... failed) {
        return new SyncReport(
                "folder",
                List.of(),
                List.of(),
                List.of(),
                List.of("good.txt"),
                List.of(),
                List.of(failed),
                List.of(),
                new SyncReport.Work(0, 0, 0, 0, Duration.ZERO),
                false,
                false);
    }
}
