package io.vecstore.internal.io;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native memory for large structures that are accessed at random: on huge pages where the system has them (Linux, native
 * access granted), so that an access does not miss the table of pages as well; from the arena elsewhere. Thread-safe.
 */
public final class LargeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(LargeMemory.class);
    private static final long HUGE_PAGE = 2L << 20;
    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final Optional<Calls> CALLS = Calls.find();

    private LargeMemory() {}

    /** Zeroed memory that begins at a multiple of 64 and is freed with the arena. */
    public static MemorySegment allocate(long bytes, Arena arena) {
        return bytes < HUGE_PAGE || CALLS.isEmpty()
                ? arena.allocate(bytes, 64)
                : CALLS.get().map(bytes, arena);
    }

    /** The functions of the system. */
    private record Calls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {

        @SuppressWarnings("restricted") // guarded by isNativeAccessEnabled
        static Optional<Calls> find() {
            boolean linux = System.getProperty("os.name", "").startsWith("Linux");
            if (!linux || !LargeMemory.class.getModule().isNativeAccessEnabled()) {
                return Optional.empty();
            }
            Linker linker = Linker.nativeLinker();
            SymbolLookup symbols = linker.defaultLookup();
            ValueLayout.OfLong number = ValueLayout.JAVA_LONG;
            ValueLayout.OfInt flags = ValueLayout.JAVA_INT;
            return Optional.of(new Calls(
                    linker.downcallHandle(
                            symbols.findOrThrow("mmap"),
                            FunctionDescriptor.of(number, number, number, flags, flags, flags, number)),
                    linker.downcallHandle(symbols.findOrThrow("munmap"), FunctionDescriptor.of(flags, number, number)),
                    linker.downcallHandle(
                            symbols.findOrThrow("madvise"), FunctionDescriptor.of(flags, number, number, flags))));
        }

        /** Maps so much more that the first huge page may begin behind the start. */
        @SuppressWarnings("restricted") // guarded by isNativeAccessEnabled
        MemorySegment map(long bytes, Arena arena) {
            long mapped = (bytes + 2 * HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE + HUGE_PAGE;
            try {
                long start = (long) mmap.invokeExact(0L, mapped, READ_AND_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
                if (start == -1) {
                    throw new OutOfMemoryError("the system gives no " + mapped + " bytes of memory for vectors");
                }
                long aligned = (start + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
                int refused = (int) madvise.invokeExact(aligned, bytes, MADV_HUGEPAGE);
                if (refused != 0) {
                    LOG.debug("no huge pages for {} bytes: the system gives none", bytes);
                }
                return MemorySegment.ofAddress(aligned).reinterpret(bytes, arena, memory -> unmap(start, mapped));
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable impossible) {
                throw new IllegalStateException("functions of the system throw nothing", impossible);
            }
        }

        private void unmap(long start, long mapped) {
            try {
                int refused = (int) munmap.invokeExact(start, mapped);
                assert refused == 0 : start;
            } catch (RuntimeException | Error failed) {
                throw failed;
            } catch (Throwable impossible) {
                throw new IllegalStateException("functions of the system throw nothing", impossible);
            }
        }
    }
}
