package io.vecstore.internal.simd;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * How kernels reach native memory: through one constant segment over all addresses where native access is granted,
 * through the segment itself otherwise. {@link #UNCHECKED} is a constant, so the choice costs nothing.
 *
 * <p>A kernel computes {@code address = Memory.address(segment, offset, length)} once, which checks the bounds, and then
 * loads from {@code Memory.view(segment)} at that address.
 */
public final class Memory {

    /** Whether loads skip the checks of their segment. */
    public static final boolean UNCHECKED = Memory.class.getModule().isNativeAccessEnabled()
            && !"checked".equals(System.getProperty("vecstore.memory"));

    private static final MemorySegment ALL = UNCHECKED ? everything() : MemorySegment.NULL;

    private Memory() {}

    /** The segment to load from at what {@link #address} returned. */
    static MemorySegment view(MemorySegment segment) {
        return UNCHECKED ? ALL : segment;
    }

    /** Where byte {@code offset} of {@code segment} lies in {@link #view}, after checking that {@code length} bytes are there. */
    static long address(MemorySegment segment, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, segment.byteSize());
        assert segment.isNative() : "kernels read native memory only";
        return UNCHECKED ? segment.address() + offset : offset;
    }

    @SuppressWarnings("restricted") // guarded by isNativeAccessEnabled
    private static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }
}
