package io.vecstore.internal.search;

import io.vecstore.fusion.Fusion;

/** How a request is answered. */
public sealed interface Plan {

    /** In words, for {@code explain}. */
    String describe();

    /**
     * Compares the query with every vector that the filter lets through.
     *
     * @param query of the collection's dimension
     * @param k how many to find
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    record ExactScan(float[] query, int k) implements Plan {
        @Override
        public String describe() {
            return "exact scan for the " + k + " nearest vectors";
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
    record Hybrid(ExactScan dense, KeywordSearch lexical, Fusion fusion, int k) implements Plan {
        @Override
        public String describe() {
            return dense.describe() + "; " + lexical.describe() + "; " + fusion + ", best " + k;
        }
    }
}
