package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * An upper bound of what a block can score, for any avgDocLength, k1 and b: pairs of term frequency and document
 * length of which at least one is as good as each posting. These are the block's best documents (no other has both a
 * higher frequency and a smaller length); when there are more than {@link #PAIRS}, the last pair covers the rest.
 */
final class BlockMaxima {

    static final int PAIRS = 4;
    static final int BYTES = PAIRS * 2 * Integer.BYTES;

    private BlockMaxima() {}

    /** Writes the pairs of {@code block}, always {@link #BYTES} long: the last one is repeated. */
    static void write(PostingsBlock block, BinaryWriter out) {
        int ceiling = Integer.MAX_VALUE;
        int shortest = Integer.MAX_VALUE;
        for (int pair = 0; pair < PAIRS; pair++) {
            int best = bestBelow(block, ceiling, shortest);
            if (best >= 0) {
                ceiling = block.termFreqs[best] - 1;
                shortest = pair == PAIRS - 1 ? minLength(block) : block.docLengths[best];
            }
            out.writeInt(ceiling + 1);
            out.writeInt(shortest);
        }
    }

    /** The posting with the highest frequency up to {@code ceiling}, then the smallest length, below {@code shortest}. */
    private static int bestBelow(PostingsBlock block, int ceiling, int shortest) {
        int best = -1;
        for (int i = 0; i < block.length; i++) {
            boolean qualifies = block.termFreqs[i] <= ceiling && block.docLengths[i] < shortest;
            if (qualifies && (best < 0 || isBetter(block, i, best))) {
                best = i;
            }
        }
        return best;
    }

    private static boolean isBetter(PostingsBlock block, int i, int than) {
        int byFrequency = Integer.compare(block.termFreqs[i], block.termFreqs[than]);
        return byFrequency > 0 || (byFrequency == 0 && block.docLengths[i] < block.docLengths[than]);
    }

    private static int minLength(PostingsBlock block) {
        int min = Integer.MAX_VALUE;
        for (int i = 0; i < block.length; i++) {
            min = Math.min(min, block.docLengths[i]);
        }
        return min;
    }

    /** The highest {@link LengthNorm#tfPart} of the pairs at {@code offset}. */
    static float maxTfPart(MemorySegment bytes, long offset, LengthNorm norm) {
        float max = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            long at = offset + (long) pair * 2 * Integer.BYTES;
            max = Math.max(max, norm.tfPart(bytes.get(Layouts.INT, at), bytes.get(Layouts.INT, at + Integer.BYTES)));
        }
        return max;
    }
}
