package io.vecstore.rerank;

/** How the logits of a cross-encoder become a score. */
public enum Activation {
    /** The logit itself: any number, comparable only within one query. */
    IDENTITY,
    /** 1 / (1 + exp(-logit)), in (0, 1). */
    SIGMOID,
    /** The probability of the relevant label among all, in (0, 1); for models with two labels or more. */
    SOFTMAX;

    /**
     * @param logits rows of {@code labels} logits
     * @param offset where the row begins
     * @param relevant the label that means relevant
     */
    double score(float[] logits, int offset, int labels, int relevant) {
        double logit = logits[offset + relevant];
        return switch (this) {
            case IDENTITY -> logit;
            case SIGMOID -> 1 / (1 + Math.exp(-logit));
            case SOFTMAX -> 1 / sumOfRatios(logits, offset, labels, logit);
        };
    }

    /** The sum of exp(other - logit): it cannot turn into infinity over infinity. */
    private static double sumOfRatios(float[] logits, int offset, int labels, double logit) {
        double sum = 0;
        for (int i = 0; i < labels; i++) {
            sum += Math.exp(logits[offset + i] - logit);
        }
        return sum;
    }
}
