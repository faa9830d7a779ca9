package io.vecstore.internal.bm25;

/**
 * Scores the documents of one term, window by window in ascending order. Each ordinal window is either
 * {@linkplain #accumulate scored as a whole} or asked for {@linkplain #addTo single candidates}; blocks that neither
 * reaches are not decoded. One thread at a time.
 */
final class PostingsCursor {

    private static final int NOT_LOADED = -1;

    private final TermPostings postings;
    private final float weight;
    private final LengthNorm norm;
    private final PostingsBlock block = new PostingsBlock();
    private final float[] scores = new float[block.ordinals.length];
    private final int blockCount;
    private int current;
    private int currentLast;
    private int loaded = NOT_LOADED;
    private int scored = NOT_LOADED;
    private int at;
    private int boundBlock = NOT_LOADED;
    private float bound;

    PostingsCursor(TermPostings postings, float weight, LengthNorm norm) {
        this.postings = postings;
        this.weight = weight;
        this.norm = norm;
        this.blockCount = postings.blockCount();
        this.currentLast = postings.lastOrdinal(0);
    }

    /** An upper bound of what a document from {@code from} up to and without {@code to} gets from this term. */
    float maxScore(int from, int to) {
        goTo(from);
        if (current == blockCount) {
            return 0;
        }
        if (currentLast >= to - 1) {
            return maxLoaded(from, to);
        }
        float max = blockBound(current);
        for (int next = current + 1; next < blockCount; next++) {
            max = Math.max(max, weight * postings.maxTfPart(next, norm));
            if (postings.lastOrdinal(next) >= to - 1) {
                break;
            }
        }
        return max;
    }

    /** The window lies within one block: the exact maximum. */
    private float maxLoaded(int from, int to) {
        load(from);
        score();
        float max = 0;
        for (int i = at; i < block.length && block.ordinals[i] < to; i++) {
            max = Math.max(max, scores[i]);
        }
        return max;
    }

    private float blockBound(int which) {
        if (boundBlock != which) {
            boundBlock = which;
            bound = weight * postings.maxTfPart(which, norm);
        }
        return bound;
    }

    /** Adds this term's part to all documents of the window. */
    void accumulate(int from, int to, ScoreWindow window) {
        goTo(from);
        while (current < blockCount) {
            load(from);
            score();
            int end = currentLast < to ? block.length : block.indexOf(to);
            window.add(block.ordinals, scores, at, end);
            at = end;
            if (end < block.length) {
                return;
            }
            nextBlock();
        }
    }

    /** Adds this term's part to those of the candidates, ascending, that have it. */
    void addTo(int[] ordinals, float[] candidateScores, int count) {
        for (int i = 0; i < count; i++) {
            int ordinal = ordinals[i];
            goTo(ordinal);
            if (current == blockCount) {
                return;
            }
            load(ordinal);
            if (at < block.length && block.ordinals[at] == ordinal) {
                candidateScores[i] +=
                        scored == current ? scores[at] : weight * norm.tfPart(block.termFreq(at), block.docLength(at));
            }
        }
    }

    /** Moves to the block that could hold {@code ordinal}. */
    private void goTo(int ordinal) {
        while (current < blockCount && currentLast < ordinal) {
            nextBlock();
        }
    }

    private void nextBlock() {
        current++;
        at = 0;
        if (current < blockCount) {
            currentLast = postings.lastOrdinal(current);
        }
    }

    /** Decodes the current block, if need be, and goes to its first posting from {@code ordinal} on. */
    private void load(int ordinal) {
        if (loaded != current) {
            postings.load(current, block);
            loaded = current;
            at = 0;
        }
        at = block.indexOf(ordinal);
    }

    private void score() {
        if (scored != current) {
            block.unpack();
            float constant = norm.constant;
            float slope = norm.slope;
            for (int i = 0; i < block.length; i++) {
                float termFreq = block.termFreqs[i];
                scores[i] = weight * (termFreq / (termFreq + (constant + slope * block.docLengths[i])));
            }
            scored = current;
        }
    }
}
