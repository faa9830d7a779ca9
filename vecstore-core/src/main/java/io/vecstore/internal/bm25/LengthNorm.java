package io.vecstore.internal.bm25;

/**
 * The part of the formula that knows document lengths: norm = k1 * (1 - b + b * docLength / avgDocLength). The same
 * float operations serve scorer, bounds and explanation, so that their results are equal bit by bit.
 */
final class LengthNorm {

    final float constant;
    final float slope;

    LengthNorm(Bm25Parameters parameters, double avgDocLength) {
        constant = parameters.k1() * (1 - parameters.b());
        slope = (float) (parameters.k1() * parameters.b() / avgDocLength);
    }

    /** f / (f + norm): between 0 and 1, growing with the frequency, shrinking with the length. */
    float tfPart(int termFreq, int docLength) {
        return termFreq / (termFreq + (constant + slope * docLength));
    }
}
