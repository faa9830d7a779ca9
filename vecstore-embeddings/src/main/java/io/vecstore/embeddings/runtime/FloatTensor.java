package io.vecstore.embeddings.runtime;

import java.util.Arrays;

/** An output of a model: float32 of any shape, the last axis contiguous. Hands out its array. */
public final class FloatTensor {
    private final long[] shape;
    private final float[] values;

    FloatTensor(long[] shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    public int rank() {
        return shape.length;
    }

    /** The length of an axis, counted from 0. */
    public int size(int axis) {
        return Math.toIntExact(shape[axis]);
    }

    public float[] values() {
        return values;
    }

    /** The shape for messages, such as {@code [1, 12, 384]}. */
    public String describeShape() {
        return Arrays.toString(shape);
    }
}
