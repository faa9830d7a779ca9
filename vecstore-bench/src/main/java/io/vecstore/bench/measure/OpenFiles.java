package io.vecstore.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** File handles of this process, mapped files without one left out. Read from {@code /proc/self/fd}: Linux only. */
public final class OpenFiles {

    private static final Path HANDLES = Path.of("/proc/self/fd");

    private OpenFiles() {}

    public static OptionalLong count() {
        if (!Files.isDirectory(HANDLES)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> handles = Files.list(HANDLES)) {
            return OptionalLong.of(handles.count() - 1); // the one that lists them
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + HANDLES, unreadable);
        }
    }
}
