package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
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
    public static MemorySegment view(MemorySegment segment) {
        return UNCHECKED ? ALL : segment;
    }

    /** Where byte {@code offset} of {@code segment} lies in {@link #view}, after checking that {@code length} bytes are there. */
    public static long address(MemorySegment segment, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, segment.byteSize());
        assert segment.isNative() : "kernels read native memory only";
        return UNCHECKED ? segment.address() + offset : offset;
    }

    /** The int at an address that {@link #address} made. */
    public static int getInt(MemorySegment segment, long address) {
        return view(segment).get(Layouts.INT, address);
    }

    /** The float at an address that {@link #address} made. */
    public static float getFloat(MemorySegment segment, long address) {
        return view(segment).get(Layouts.FLOAT, address);
    }

    /** Writes an int at an address that {@link #address} made. */
    public static void setInt(MemorySegment segment, long address, int value) {
        view(segment).set(Layouts.INT, address, value);
    }

    /** Writes a float at an address that {@link #address} made. */
    public static void setFloat(MemorySegment segment, long address, float value) {
        view(segment).set(Layouts.FLOAT, address, value);
    }

    @SuppressWarnings("restricted") // guarded by isNativeAccessEnabled
    private static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }
}
