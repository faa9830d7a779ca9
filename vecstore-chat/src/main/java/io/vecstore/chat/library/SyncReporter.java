package io.vecstore.chat.library;

import io.vecstore.chat.library.News.DocumentsChanged;
import io.vecstore.chat.library.News.FileNews;
import io.vecstore.chat.library.News.FileState;
import io.vecstore.chat.library.News.SyncNews;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncProgress;
import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.pipeline.sync.SyncStart;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what one sync says into news. For one thread. */
final class SyncReporter implements SyncListener {

    private static final long NANOS_BETWEEN_PROGRESS = 100_000_000;

    private final NewsFeed feed;
    private final String folder;
    private final boolean uploads;
    private final Set<String> awaited;
    private final Set<String> parsing = new LinkedHashSet<>();
    private long lastProgress = System.nanoTime() - NANOS_BETWEEN_PROGRESS;

    /**
     * @param folder for people
     * @param uploads whether each file's states are news
     * @param awaited the names of files that somebody waits for
     */
    SyncReporter(NewsFeed feed, String folder, boolean uploads, Set<String> awaited) {
        this.feed = feed;
        this.folder = folder;
        this.uploads = uploads;
        this.awaited = new LinkedHashSet<>(awaited);
    }

    @Override
    public void started(SyncStart start) {
        publishSync(start.filesToRead() > 0, 0, start.filesToRead(), 0, Optional.empty());
    }

    @Override
    public void fileStarted(String path) {
        parsing.add(path);
        file(path, FileState.PARSING, "");
    }

    @Override
    public void fileFinished(String path, FileOutcome outcome) {
        parsing.remove(path);
        if (outcome != FileOutcome.DELETED) {
            file(path, FileState.INDEXED, "");
        }
        if (outcome != FileOutcome.UNCHANGED) {
            feed.publish(new DocumentsChanged());
        }
    }

    @Override
    public void fileFailed(FileFailure failure) {
        parsing.remove(failure.path());
        file(failure.path(), FileState.FAILED, failure.reason());
        feed.publish(new DocumentsChanged());
    }

    @Override
    public void fileSkipped(FileFailure reason) {
        fileFailed(reason);
    }

    @Override
    public void progress(SyncProgress progress) {
        parsing.forEach(path -> file(path, FileState.EMBEDDING, ""));
        parsing.clear();
        long now = System.nanoTime();
        if (now - lastProgress >= NANOS_BETWEEN_PROGRESS || progress.filesDone() == progress.filesTotal()) {
            lastProgress = now;
            publishSync(
                    progress.filesDone() < progress.filesTotal(),
                    progress.filesDone(),
                    progress.filesTotal(),
                    progress.chunksPerSecond(),
                    progress.remaining().map(rest -> rest.toSeconds()));
        }
    }

    private void publishSync(boolean running, int done, int total, double rate, Optional<Long> remaining) {
        feed.publish(new SyncNews(folder, running, done, total, rate, remaining));
    }

    private void file(String path, FileState state, String reason) {
        if (uploads) {
            String name = UploadName.decoded(path);
            if (state == FileState.INDEXED || state == FileState.FAILED) {
                awaited.remove(name);
            }
            feed.publish(new FileNews(name, state, reason));
        }
    }

    /**
     * The sync has ended well. What it did not mention on its way had been dealt with by the one before, which was
     * still running when the file arrived: it failed then, or is stored as it is.
     */
    void allDone(SyncReport report) {
        Stream.concat(report.failed().stream(), report.skipped().stream())
                .filter(failure -> awaited.contains(UploadName.decoded(failure.path())))
                .forEach(failure -> file(failure.path(), FileState.FAILED, failure.reason()));
        awaited.forEach(name -> feed.publish(new FileNews(name, FileState.INDEXED, "")));
        feed.publish(new DocumentsChanged());
    }

    /** The sync has ended early. */
    void allFailed(String reason) {
        awaited.forEach(name -> feed.publish(new FileNews(name, FileState.FAILED, reason)));
        publishSync(false, 0, 0, 0, Optional.empty());
    }
}
