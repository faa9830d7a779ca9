package io.vecstore;

import io.vecstore.analysis.Analyzer;
import io.vecstore.error.InvalidRequestException;

/**
 * What is fixed when a collection is made.
 *
 * @param metric how vectors are compared
 * @param dimension of the vectors, 1 to {@value VectorRecord#MAX_DIMENSION}; 0 lets the first vector decide
 * @param analyzer the name of the {@link Analyzer} that texts and queries pass through
 * @param index how vectors are indexed; {@link IndexOptions#DEFAULT} by default
 */
public record CollectionOptions(Metric metric, int dimension, String analyzer, IndexOptions index) {

    /** Cosine, the dimension of the first vector, English, {@link IndexOptions#DEFAULT}. */
    public static final CollectionOptions DEFAULT =
            new CollectionOptions(Metric.COSINE, 0, Analyzer.english().name(), IndexOptions.DEFAULT);

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if the dimension is out of range or no analyzer has that name
     */
    public CollectionOptions {
        if (dimension < 0 || dimension > VectorRecord.MAX_DIMENSION) {
            throw new InvalidRequestException("dimension is " + dimension + ", allowed are 1 to "
                    + VectorRecord.MAX_DIMENSION + ", or 0 to let the first vector decide");
        }
        Analyzer.named(analyzer);
    }

    public CollectionOptions withMetric(Metric other) {
        return new CollectionOptions(other, dimension, analyzer, index);
    }

    public CollectionOptions withDimension(int other) {
        return new CollectionOptions(metric, other, analyzer, index);
    }

    public CollectionOptions withAnalyzer(Analyzer other) {
        return new CollectionOptions(metric, dimension, other.name(), index);
    }

    public CollectionOptions withIndex(IndexOptions other) {
        return new CollectionOptions(metric, dimension, analyzer, other);
    }
}
