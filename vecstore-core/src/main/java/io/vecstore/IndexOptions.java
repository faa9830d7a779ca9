package io.vecstore;

import io.vecstore.error.InvalidRequestException;

/**
 * How the vectors of a collection are indexed. The names are those of HNSW (Malkov and Yashunin, 2016), hnswlib and
 * pgvector.
 *
 * @param quantizer in which form the index holds vectors; {@link Quantizer#fast} by default
 * @param m a vector has up to 2m neighbors in the graph, {@value #MIN_M} to {@value #MAX_M}; {@value #DEFAULT_M} by
 *     default. More find more in data of high intrinsic dimension, and take memory in proportion
 * @param efConstruction how many candidates are looked at when a vector is inserted, 1 to {@value #MAX_EF};
 *     {@value #DEFAULT_EF_CONSTRUCTION} by default
 * @param efSearch about how many candidates a search looks at unless it says otherwise, 1 to {@value #MAX_EF}:
 *     half as many where the nearest stand out, twice as many where they do not; {@link SearchPreset#BALANCED} by default
 * @param minVectors a segment with fewer vectors has no graph and is scanned, from 1;
 *     {@value #DEFAULT_MIN_VECTORS} by default
 */
public record IndexOptions(Quantizer quantizer, int m, int efConstruction, int efSearch, int minVectors) {

    public static final int MIN_M = 2;
    public static final int MAX_M = 64;
    public static final int MAX_EF = 10_000;
    public static final int DEFAULT_M = 16;
    /** More finds more, and takes longer to build; {@code ./bench ann} measures both. */
    public static final int DEFAULT_EF_CONSTRUCTION = 64;
    /** So few are scanned quickly enough that a graph is not worth building. */
    public static final int DEFAULT_MIN_VECTORS = 4_096;

    public static final IndexOptions DEFAULT = new IndexOptions(
            Quantizer.fast(),
            DEFAULT_M,
            DEFAULT_EF_CONSTRUCTION,
            SearchPreset.BALANCED.efSearch(),
            DEFAULT_MIN_VECTORS);

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if one is out of range
     */
    public IndexOptions {
        require("m", m, MIN_M, MAX_M);
        require("efConstruction", efConstruction, 1, MAX_EF);
        require("efSearch", efSearch, 1, MAX_EF);
        require("minVectors", minVectors, 1, Integer.MAX_VALUE);
    }

    public IndexOptions withQuantizer(Quantizer other) {
        return new IndexOptions(other, m, efConstruction, efSearch, minVectors);
    }

    public IndexOptions withM(int other) {
        return new IndexOptions(quantizer, other, efConstruction, efSearch, minVectors);
    }

    public IndexOptions withEfConstruction(int other) {
        return new IndexOptions(quantizer, m, other, efSearch, minVectors);
    }

    public IndexOptions withEfSearch(int other) {
        return new IndexOptions(quantizer, m, efConstruction, other, minVectors);
    }

    public IndexOptions withMinVectors(int other) {
        return new IndexOptions(quantizer, m, efConstruction, efSearch, other);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidRequestException(name + " is " + value + ", allowed are " + min + " to " + max);
        }
    }
}
