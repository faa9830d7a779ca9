package io.vecstore.internal.graph;

/** Takes part in a search: sees each vector that the search comes to. */
public interface GraphVisitor {

    /**
     * A vector that has been reached.
     *
     * @param ordinal of its record
     * @param distance its squared distance from the query within the graph, to about a percent
     */
    void expanded(int ordinal, float distance);

    /** Candidates that are estimated farther away than this are not looked at. */
    float limit();
}
