package io.vecstore.internal.simd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernels of this process, once. */
public final class Kernels {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String PROPERTY = "vecstore.simd";
    private static final int FORCED_BITS = parse(System.getProperty(PROPERTY, ""));
    private static final VectorKernels BEST = choose();
    private static final CodeKernels CODES = simd() ? new SimdCodeKernels() : new ScalarCodeKernels();

    private Kernels() {}

    /** The fastest kernels that this process can run. Keep it in a {@code static final} field: then calls inline. */
    public static VectorKernels best() {
        return BEST;
    }

    /** The fastest kernels over codes, likewise. */
    public static CodeKernels codes() {
        return CODES;
    }

    /** Whether the Vector API may be touched and is wanted. */
    static boolean simd() {
        return FORCED_BITS != Integer.MAX_VALUE
                && ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** The vector width that {@link #PROPERTY} asks for, 0 for the machine's own. */
    static int forcedBits() {
        return FORCED_BITS;
    }

    private static VectorKernels choose() {
        if (simd()) {
            return new SimdKernels();
        }
        Logger log = LoggerFactory.getLogger(Kernels.class);
        if (FORCED_BITS == Integer.MAX_VALUE) {
            log.info("vector arithmetic is scalar, as -D{}=scalar asks", PROPERTY);
        } else {
            log.warn("vector arithmetic is scalar and several times slower; start java with --add-modules {}", MODULE);
        }
        return new ScalarKernels();
    }

    /** The width in bits, 0 when nothing is asked for, the largest number for scalar. */
    private static int parse(String wanted) {
        return switch (wanted) {
            case "" -> 0;
            case "scalar" -> Integer.MAX_VALUE;
            case "128", "256", "512" -> Integer.parseInt(wanted);
            default ->
                throw new IllegalArgumentException(
                        PROPERTY + " is \"" + wanted + "\": it may be scalar, 128, 256 or 512, or absent");
        };
    }
}
