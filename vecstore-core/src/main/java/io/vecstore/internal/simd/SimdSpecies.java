package io.vecstore.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The one vector width of this process: what {@code vecstore.simd} asks for, or what the machine prefers. */
final class SimdSpecies {

    static final VectorSpecies<Float> FLOATS =
            Kernels.forcedBits() == 0 ? FloatVector.SPECIES_PREFERRED : forced(Kernels.forcedBits());

    private SimdSpecies() {}

    private static VectorSpecies<Float> forced(int bits) {
        return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }
}
