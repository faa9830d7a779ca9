package io.vecstore.chat.library;

import io.vecstore.chat.library.News.FileNews;
import io.vecstore.chat.library.News.Problem;
import io.vecstore.chat.library.News.SyncNews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands news to everyone who listens. Who comes later is told first how things stand. Nobody is waited for: a listener
 * that falls behind is let go, and learns how things stand when it comes again. Thread-safe.
 */
public final class NewsFeed {

    private static final int MAX_BEHIND = 1_000;
    private static final int REMEMBERED_FILES = 200;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, FileNews> files = new LinkedHashMap<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private @Nullable SyncNews sync;

    NewsFeed() {}

    /** Tells everyone. */
    synchronized void publish(News news) {
        switch (news) {
            case FileNews file -> remember(file);
            case SyncNews now -> sync = now;
            case Problem problem -> problems.put(problem.message(), problem);
            case News.DocumentsChanged _ -> {}
        }
        listeners.forEach(listener -> listener.offer(news));
    }

    private void remember(FileNews file) {
        files.remove(file.name());
        files.put(file.name(), file);
        if (files.size() > REMEMBERED_FILES) {
            files.remove(files.keySet().iterator().next());
        }
    }

    /** Forgets what is known of a file that was deleted, so that nobody is told of it any more. */
    synchronized void forget(String name) {
        files.remove(name);
    }

    /** Starts to listen; to be closed. */
    public synchronized Listener listen() {
        Listener listener = new Listener();
        snapshot().forEach(listener::offer);
        listeners.add(listener);
        return listener;
    }

    private List<News> snapshot() {
        List<News> all = new ArrayList<>(problems.values());
        Optional.ofNullable(sync).ifPresent(all::add);
        all.addAll(files.values());
        return all;
    }

    /** One who listens. For one thread. */
    public final class Listener implements AutoCloseable {

        private final BlockingQueue<News> waiting = new LinkedBlockingQueue<>(MAX_BEHIND);
        private volatile boolean behind;

        private Listener() {}

        private void offer(News news) {
            if (!waiting.offer(news)) {
                behind = true;
                listeners.remove(this);
            }
        }

        /** Whether it has missed something and should listen anew. */
        public boolean isBehind() {
            return behind;
        }

        /** The next news; empty if there is none within that time. */
        public Optional<News> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
