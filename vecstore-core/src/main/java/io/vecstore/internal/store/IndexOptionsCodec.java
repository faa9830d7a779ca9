package io.vecstore.internal.store;

import io.vecstore.IndexOptions;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.graph.QuantizerCodec;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;

/** {@link IndexOptions} in a manifest: the quantizer, then m, efConstruction, efSearch, minVectors, all varint. */
final class IndexOptionsCodec {

    private IndexOptionsCodec() {}

    static void write(IndexOptions options, BinaryWriter out) {
        QuantizerCodec.write(options.quantizer(), out);
        out.writeVarInt(options.m());
        out.writeVarInt(options.efConstruction());
        out.writeVarInt(options.efSearch());
        out.writeVarInt(options.minVectors());
    }

    static IndexOptions read(BinaryReader in) {
        try {
            return new IndexOptions(
                    QuantizerCodec.read(in), in.readVarInt(), in.readVarInt(), in.readVarInt(), in.readVarInt());
        } catch (InvalidRequestException outOfRange) {
            throw in.corrupt(outOfRange.getMessage());
        }
    }
}
