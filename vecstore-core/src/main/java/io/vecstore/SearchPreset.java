package io.vecstore;

/**
 * How thoroughly a graph is searched: named values of efSearch. {@code ./bench ann} measures what each finds in given
 * vectors; {@code docs/benchmarks.md} has figures of real sentence embeddings.
 */
public enum SearchPreset {
    FAST(20),
    /** The default of {@link IndexOptions}. */
    BALANCED(50),
    HIGH_RECALL(100),
    MAX_RECALL(200);

    private final int efSearch;

    SearchPreset(int efSearch) {
        this.efSearch = efSearch;
    }

    /** About how many candidates are looked at. */
    public int efSearch() {
        return efSearch;
    }
}
