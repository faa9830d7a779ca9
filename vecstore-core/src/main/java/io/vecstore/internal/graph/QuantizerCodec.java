package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;

/** A {@link Quantizer} in a file: its kind and its parameter, both varint. */
public final class QuantizerCodec {

    private static final int INLINED = 1;
    private static final int SCALAR = 2;
    private static final int BINARY = 3;
    private static final int PRODUCT = 4;
    private static final int NONE = 5;

    private QuantizerCodec() {}

    public static void write(Quantizer quantizer, BinaryWriter out) {
        switch (quantizer) {
            case Quantizer.Inlined(int bits) -> write(INLINED, bits, out);
            case Quantizer.Scalar(int bits) -> write(SCALAR, bits, out);
            case Quantizer.Binary() -> write(BINARY, 0, out);
            case Quantizer.Product(int bytes) -> write(PRODUCT, bytes, out);
            case Quantizer.None() -> write(NONE, 0, out);
        }
    }

    private static void write(int kind, int parameter, BinaryWriter out) {
        out.writeVarInt(kind);
        out.writeVarInt(parameter);
    }

    /** @throws io.vecstore.error.CorruptDataException if it is no quantizer */
    public static Quantizer read(BinaryReader in) {
        int kind = in.readVarInt();
        int parameter = in.readVarInt();
        try {
            return switch (kind) {
                case INLINED -> new Quantizer.Inlined(parameter);
                case SCALAR -> new Quantizer.Scalar(parameter);
                case BINARY -> new Quantizer.Binary();
                case PRODUCT -> new Quantizer.Product(parameter);
                case NONE -> new Quantizer.None();
                default -> throw in.corrupt("unknown kind of quantizer " + kind);
            };
        } catch (InvalidRequestException outOfRange) {
            throw in.corrupt(outOfRange.getMessage());
        }
    }
}
