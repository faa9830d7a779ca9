package io.vecstore.internal.bm25;

import java.util.Arrays;

/** The first {@code docFreq} postings of a {@link MemoryTerm}, as they were when a reader asked. */
final class MemoryTermPostings extends TermPostings {

    private final int[] ordinals;
    private final int[] positionEnds;
    private final int[] positions;
    private final DocumentLengths lengths;

    MemoryTermPostings(int docFreq, int[] ordinals, int[] positionEnds, int[] positions, DocumentLengths lengths) {
        super(docFreq);
        this.ordinals = ordinals;
        this.positionEnds = positionEnds;
        this.positions = positions;
        this.lengths = lengths;
    }

    @Override
    int lastOrdinal(int block) {
        return ordinals[block * BLOCK_SIZE + blockLength(block) - 1];
    }

    /** Nothing is kept about blocks in memory: 1 is what no frequency reaches. */
    @Override
    float maxTfPart(int block, LengthNorm norm) {
        return 1;
    }

    @Override
    void load(int block, PostingsBlock into) {
        int from = block * BLOCK_SIZE;
        int count = blockLength(block);
        int positionsFrom = positionsBefore(from);
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[from + i];
            into.ordinals[i] = ordinal;
            into.termFreqs[i] = positionEnds[from + i] - positionsFrom;
            into.docLengths[i] = lengths.docLength(ordinal);
            positionsFrom = positionEnds[from + i];
        }
        into.isPacked = false;
        into.end(count);
    }

    @Override
    PositionReader positions(int block) {
        return new Reader(positionsBefore(block * BLOCK_SIZE));
    }

    private int positionsBefore(int posting) {
        return posting == 0 ? 0 : positionEnds[posting - 1];
    }

    private final class Reader implements PositionReader {
        private int next;

        Reader(int next) {
            this.next = next;
        }

        @Override
        public void skip(int count) {
            next += count;
        }

        @Override
        public int[] read(int termFreq) {
            int from = next;
            next += termFreq;
            return Arrays.copyOfRange(positions, from, next);
        }
    }
}
