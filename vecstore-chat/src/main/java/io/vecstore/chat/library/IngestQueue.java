package io.vecstore.chat.library;

import io.vecstore.chat.library.News.FileNews;
import io.vecstore.chat.library.News.FileState;
import io.vecstore.chat.library.News.Problem;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.error.VecStoreException;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.sync.SyncOptions;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in documents, one sync after the other, on one thread of its own. Thread-safe. */
public final class IngestQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestQueue.class);
    private static final long CLOSE_SECONDS = 30;

    private final RagPipeline pipeline;
    private final Optional<Path> docs;
    private final UploadFolder uploads;
    private final NewsFeed feed = new NewsFeed();
    private final Set<String> queued = new LinkedHashSet<>();
    private final AtomicBoolean uploadsWait = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("chatbot-ingest").factory());

    /** @param docs the folder that is kept in sync, if there is one */
    public IngestQueue(RagPipeline pipeline, Optional<Path> docs, UploadFolder uploads) {
        this.pipeline = pipeline;
        this.docs = docs;
        this.uploads = uploads;
    }

    /** What happens. */
    public NewsFeed feed() {
        return feed;
    }

    /** Queues a sync of the folder, if there is one, and of all that was uploaded. */
    public void syncAll() {
        docs.ifPresent(folder -> thread.execute(() -> sync(folder, folder.toString(), Set.of())));
        syncUploads();
    }

    /** Receives a file and queues it. Returns once it is stored; the rest is news. See {@link UploadFolder#receive}. */
    public void upload(UploadName name, InputStream content) {
        uploads.receive(name, content);
        synchronized (queued) {
            queued.add(name.value());
        }
        feed.publish(new FileNews(name.value(), FileState.QUEUED, ""));
        syncUploads();
    }

    /** Queues a sync of the uploads, unless one is waiting already. */
    void syncUploads() {
        if (uploadsWait.compareAndSet(false, true)) {
            thread.execute(() -> {
                uploadsWait.set(false);
                sync(uploads.path(), "uploads", takeQueued());
            });
        }
    }

    private Set<String> takeQueued() {
        synchronized (queued) {
            Set<String> taken = new LinkedHashSet<>(queued);
            queued.clear();
            return taken;
        }
    }

    private void sync(Path folder, String name, Set<String> awaited) {
        SyncReporter reporter = new SyncReporter(feed, name, folder.equals(uploads.path()), awaited);
        try {
            reporter.allDone(pipeline.sync(folder, SyncOptions.DEFAULT.withListener(reporter)));
        } catch (VecStoreException | EmbeddingException failure) {
            LOG.warn("sync of {} failed: {}", folder, failure.getMessage());
            String message = "Could not read " + name + ": " + failure.getMessage();
            reporter.allFailed(message);
            feed.publish(new Problem(message));
        } catch (RuntimeException | Error bug) {
            LOG.error("sync of {} failed", folder, bug);
            String message = "Could not read " + name + " (" + bug + "); the log says more";
            reporter.allFailed(message);
            feed.publish(new Problem(message));
        }
    }

    /** Interrupts the sync that is running; each document it has reported is stored, the next start does the rest. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the running sync does not stop; closing the database under it");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
