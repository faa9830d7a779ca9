package io.vecstore.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
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

    /**
     * Bytes now that are in use: free parts of the heap, compiled code and classes are left out. What native memory and
     * mapped files have in RAM is left, and live objects. Collects garbage first; exact only where the JVM touches its
     * whole heap, as {@link ChildJvm} has it.
     */
    public static OptionalLong inUse() {
        System.gc();
        MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = jvm.getHeapMemoryUsage();
        long notCounted = heap.getCommitted()
                - heap.getUsed()
                + jvm.getNonHeapMemoryUsage().getCommitted();
        OptionalLong now = field("VmRSS:");
        return now.isPresent() ? OptionalLong.of(now.getAsLong() - notCounted) : now;
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
