package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;

/**
 * Collects the postings of one term and writes its record, as {@link PostingsFile} lays it out. Reused from term to
 * term; holds one term at a time.
 */
final class TermRecordWriter {

    private final PostingsBlock block = new PostingsBlock();
    private final BinaryWriter lastOrdinals = BinaryWriter.toMemory();
    private final BinaryWriter blockOffsets = BinaryWriter.toMemory();
    private final BinaryWriter positionOffsets = BinaryWriter.toMemory();
    private final BinaryWriter maxima = BinaryWriter.toMemory();
    private final BinaryWriter blocks = BinaryWriter.toMemory();
    private final BinaryWriter positions = BinaryWriter.toMemory();
    private int docFreq;
    private int blockCount;
    private int nextBase;
    private int blockPositionsStart;

    /** Adds a posting; ordinals ascend. The positions are the first {@code termFreq} elements of the array. */
    void add(int ordinal, int docLength, int[] postingPositions, int termFreq) {
        if (block.length == 0) {
            blockPositionsStart = (int) positions.position();
        }
        block.isPacked = false;
        int at = block.length++;
        block.ordinals[at] = ordinal;
        block.termFreqs[at] = termFreq;
        block.docLengths[at] = docLength;
        int before = 0;
        for (int i = 0; i < termFreq; i++) {
            positions.writeVarInt(postingPositions[i] - before);
            before = postingPositions[i];
        }
        docFreq++;
        if (block.length == TermPostings.BLOCK_SIZE) {
            endBlock();
        }
    }

    int docFreq() {
        return docFreq;
    }

    /** Writes the record, forgets it, and returns how many bytes of it come before the positions. */
    long finish(BinaryWriter out) {
        if (block.length > 0) {
            endBlock();
        }
        long start = out.position();
        if (blockCount > 1) {
            append(lastOrdinals, out);
            append(blockOffsets, out);
            append(positionOffsets, out);
            append(maxima, out);
        }
        append(blocks, out);
        long positionsAt = out.position() - start;
        append(positions, out);
        reset();
        return positionsAt;
    }

    private void endBlock() {
        int last = block.ordinals[block.length - 1];
        lastOrdinals.writeInt(last);
        blockOffsets.writeInt((int) blocks.position());
        positionOffsets.writeInt(blockPositionsStart);
        BlockMaxima.write(block, maxima);
        BlockCodec.write(block, nextBase, blocks);
        nextBase = last + 1;
        blockCount++;
        block.length = 0;
    }

    private void reset() {
        for (BinaryWriter part :
                new BinaryWriter[] {lastOrdinals, blockOffsets, positionOffsets, maxima, blocks, positions}) {
            part.reset();
        }
        docFreq = 0;
        blockCount = 0;
        nextBase = 0;
    }

    private static void append(BinaryWriter part, BinaryWriter out) {
        out.writeBytes(part.array(), 0, (int) part.position());
    }
}
