package io.vecstore.internal.search;

import io.vecstore.fusion.Fusion;

/** How a request is answered. */
public sealed interface Plan {

    /** In words, for {@code explain}. */
    String describe();

    /** Finds the nearest vectors. */
    sealed interface Dense extends Plan {

        /** Of the collection's dimension. */
        float[] query();

        /** How many to find. */
        int k();
    }

    /**
     * Compares the query with every vector that the filter lets through.
     *
     * @param query of the collection's dimension
     * @param k how many to find
     * @param reason why no graph is searched
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    record ExactScan(float[] query, int k, String reason) implements Dense {
        @Override
        public String describe() {
            return "exact scan for the " + k + " nearest vectors (" + reason + ")";
        }
    }

    /**
     * Searches the graph of each segment that has one; scans those that have none, and those in which so few records
     * match that it is quicker.
     *
     * @param query of the collection's dimension
     * @param k how many to find
     * @param ef how many candidates to look at, at least k
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    record GraphSearch(float[] query, int k, int ef) implements Dense {
        @Override
        public String describe() {
            return "graph search with ef " + ef + " for the " + k + " nearest vectors";
        }
    }

    /**
     * Scores texts by BM25.
     *
     * @param query the words
     * @param k how many to find
     */
    record KeywordSearch(String query, int k) implements Plan {
        @Override
        public String describe() {
            return "BM25 for the " + k + " best texts";
        }
    }

    /**
     * Both, fused.
     *
     * @param fusion how
     * @param k how many of the fused ranking
     */
    record Hybrid(Dense dense, KeywordSearch lexical, Fusion fusion, int k) implements Plan {
        @Override
        public String describe() {
            return dense.describe() + "; " + lexical.describe() + "; " + fusion + ", best " + k;
        }
    }
}
