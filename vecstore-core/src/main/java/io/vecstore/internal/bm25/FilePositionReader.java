package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryReader;

/** Decodes the varints of a term's positions. */
final class FilePositionReader implements PositionReader {

    private final BinaryReader reader;
    private int[] positions = new int[16];

    FilePositionReader(BinaryReader reader) {
        this.reader = reader;
    }

    @Override
    public void skip(int count) {
        for (int i = 0; i < count; i++) {
            reader.readVarInt();
        }
    }

    @Override
    public int[] read(int termFreq) {
        if (termFreq > reader.remaining()) {
            throw reader.corrupt(termFreq + " positions in " + reader.remaining() + " bytes");
        }
        if (termFreq > positions.length) {
            positions = new int[Math.max(termFreq, 2 * positions.length)];
        }
        int position = 0;
        for (int i = 0; i < termFreq; i++) {
            position += reader.readVarInt();
            if (position < 0) {
                throw reader.corrupt("a position is beyond " + Integer.MAX_VALUE);
            }
            positions[i] = position;
        }
        return positions;
    }
}
