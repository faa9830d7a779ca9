package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import java.lang.foreign.MemorySegment;

/**
 * The codes of vectors that do not lie beside the numbers of their neighbors: how they are written, and how a query is
 * compared with them. Immutable; each thread takes a {@link #scorer} of its own.
 */
sealed interface NodeCodec permits FloatCodec, ByteCodec, NibbleCodec, BinaryCodec, ProductCodec {

    /** Bytes of one code, a multiple of 4. */
    int codeBytes();

    /** Writes the code of a mapped vector. */
    void encode(float[] mapped, MemorySegment target, long offset);

    /** A comparison with one query at a time. */
    Scorer scorer();

    /** Compares a query with codes. One thread at a time. */
    interface Scorer {

        /** Takes a mapped vector as the query. */
        void prepare(float[] mapped);

        /** The squared distance to the vector whose code begins at a byte of {@code codes}. */
        float distance(MemorySegment codes, long offset);
    }

    /** The codec of a quantizer that needs no training. */
    static NodeCodec of(Quantizer quantizer, int dimension) {
        return switch (quantizer) {
            case Quantizer.None() -> new FloatCodec(dimension);
            case Quantizer.Scalar(int bits) -> bits == 4 ? new NibbleCodec(dimension) : new ByteCodec(dimension);
            case Quantizer.Binary() -> new BinaryCodec(dimension);
            case Quantizer.Product _, Quantizer.Inlined _ ->
                throw new IllegalArgumentException(quantizer + " has no codec without further data");
        };
    }
}
