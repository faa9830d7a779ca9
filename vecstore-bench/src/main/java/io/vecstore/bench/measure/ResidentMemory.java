package io.vecstore.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Memory of this process that lies in RAM: heap, native memory and the pages of mapped files. Read from
 * {@code /proc/self/status}, hence known on Linux only.
 */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Bytes now. */
    public static OptionalLong now() {
        return field("VmRSS:");
    }

    /** The most bytes since the process began. */
    public static OptionalLong peak() {
        return field("VmHWM:");
    }

    private static OptionalLong field(String name) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + STATUS, unreadable);
        }
    }
}
