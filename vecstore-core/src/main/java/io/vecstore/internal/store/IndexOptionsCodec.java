package io.vecstore.internal.store;

import io.vecstore.IndexOptions;
import io.vecstore.Quantizer;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;

/** {@link IndexOptions} in a manifest: kind of quantizer u8 and its bits u8, m, efConstruction, efSearch, minVectors varint. */
final class IndexOptionsCodec {

    private static final int INLINED = 1;

    private IndexOptionsCodec() {}

    static void write(IndexOptions options, BinaryWriter out) {
        switch (options.quantizer()) {
            case Quantizer.Inlined(int bits) -> {
                out.writeByte(INLINED);
                out.writeByte(bits);
            }
        }
        out.writeVarInt(options.m());
        out.writeVarInt(options.efConstruction());
        out.writeVarInt(options.efSearch());
        out.writeVarInt(options.minVectors());
    }

    static IndexOptions read(BinaryReader in) {
        try {
            return new IndexOptions(quantizer(in), in.readVarInt(), in.readVarInt(), in.readVarInt(), in.readVarInt());
        } catch (InvalidRequestException outOfRange) {
            throw in.corrupt(outOfRange.getMessage());
        }
    }

    private static Quantizer quantizer(BinaryReader in) {
        int kind = in.readByte();
        int bits = in.readByte();
        if (kind != INLINED) {
            throw in.corrupt("unknown kind of quantizer " + kind);
        }
        return new Quantizer.Inlined(bits);
    }
}
