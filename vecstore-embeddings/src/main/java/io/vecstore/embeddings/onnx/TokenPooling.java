package io.vecstore.embeddings.onnx;

import io.vecstore.embeddings.Pooling;
import java.util.Arrays;

/** Reduces token vectors, {@code count x dimension} row after row, to one vector; scales vectors to length 1. */
final class TokenPooling {
    private TokenPooling() {}

    static float[] pool(Pooling pooling, float[] tokens, int dimension) {
        return switch (pooling) {
            case CLS, MODEL -> Arrays.copyOf(tokens, dimension);
            case MEAN -> mean(tokens, dimension);
            case MAX -> max(tokens, dimension);
        };
    }

    private static float[] mean(float[] tokens, int dimension) {
        float[] sum = new float[dimension];
        for (int offset = 0; offset < tokens.length; offset += dimension) {
            for (int i = 0; i < dimension; i++) {
                sum[i] += tokens[offset + i];
            }
        }
        float scale = (float) dimension / tokens.length;
        for (int i = 0; i < dimension; i++) {
            sum[i] *= scale;
        }
        return sum;
    }

    private static float[] max(float[] tokens, int dimension) {
        float[] max = Arrays.copyOf(tokens, dimension);
        for (int offset = dimension; offset < tokens.length; offset += dimension) {
            for (int i = 0; i < dimension; i++) {
                max[i] = Math.max(max[i], tokens[offset + i]);
            }
        }
        return max;
    }

    /**
     * Scales {@code values[offset, offset + dimension)} to length 1 in place.
     *
     * @return whether that was possible: not for zero, infinite and NaN vectors
     */
    static boolean normalize(float[] values, int offset, int dimension) {
        double squares = 0;
        for (int i = offset; i < offset + dimension; i++) {
            squares += (double) values[i] * values[i];
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            return false;
        }
        double scale = 1 / Math.sqrt(squares);
        for (int i = offset; i < offset + dimension; i++) {
            values[i] = (float) (values[i] * scale);
        }
        return true;
    }
}
