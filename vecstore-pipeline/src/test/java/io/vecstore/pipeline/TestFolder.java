package io.vecstore.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A folder of documents that a test writes. Every write gives its file another time, however fast it comes. */
public record TestFolder(Path root) {

    private static final AtomicLong CLOCK =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());

    public TestFolder {
        try {
            root = Files.createDirectories(root).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Action {
        void run() throws IOException;
    }

    private TestFolder run(Action action) {
        try {
            action.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path(String relative) {
        return root.resolve(relative);
    }

    public TestFolder write(String relative, String text) {
        return run(() -> {
            Files.createDirectories(path(relative).getParent());
            Files.writeString(path(relative), text);
            touch(relative);
        });
    }

    public TestFolder writeBytes(String relative, int... bytes) {
        return run(() -> {
            byte[] content = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                content[i] = (byte) bytes[i];
            }
            Files.write(path(relative), content);
            touch(relative);
        });
    }

    public TestFolder touch(String relative) {
        return run(() -> Files.setLastModifiedTime(
                path(relative), FileTime.from(Instant.ofEpochSecond(CLOCK.incrementAndGet()))));
    }

    public TestFolder delete(String relative) {
        return run(() -> Files.delete(path(relative)));
    }

    /** Keeps the file's time. */
    public TestFolder move(String from, String to) {
        return run(() -> {
            Files.createDirectories(path(to).getParent());
            Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    public TestFolder link(String relative, Path target) {
        return run(() -> Files.createSymbolicLink(path(relative), target));
    }
}
