package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Filter;
import io.vecstore.fusion.Fusion;
import io.vecstore.internal.model.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What to look for: a vector, a text, or both. With a vector alone the nearest records are found; with a text alone the
 * best by BM25; with both, the best of each are fused. Immutable.
 */
public final class SearchRequest {

    public static final int DEFAULT_TOP_K = 10;
    public static final int MAX_TOP_K = 10_000;
    /** The longest query text, in UTF-16 units. */
    public static final int MAX_QUERY_LENGTH = 100_000;
    /** With both vector and text, at least so many of each are fused. */
    public static final int MIN_CANDIDATES = 100;

    private final float @Nullable [] vector;
    private final @Nullable String text;
    private final int topK;
    private final int candidates;
    private final Filter filter;
    private final Fusion fusion;
    private final boolean explain;
    private final int efSearch;
    private final boolean exact;
    private final Fetch fetch;
    private final Optional<Duration> timeout;

    private SearchRequest(Builder builder) {
        this.vector = builder.vector;
        this.text = builder.text;
        this.topK = builder.topK;
        this.candidates = builder.candidates == 0 ? Math.max(MIN_CANDIDATES, topK) : Math.max(builder.candidates, topK);
        this.filter = builder.filter;
        this.fusion = builder.fusion;
        this.explain = builder.explain;
        this.efSearch = builder.efSearch;
        this.exact = builder.exact;
        this.fetch = builder.fetch;
        this.timeout = builder.timeout;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The nearest records to a vector. */
    public static SearchRequest dense(float[] vector, int topK) {
        return builder().vector(vector).topK(topK).build();
    }

    /** The best records for a text. */
    public static SearchRequest lexical(String text, int topK) {
        return builder().text(text).topK(topK).build();
    }

    /** A copy of the query vector. */
    public Optional<float[]> vector() {
        return Optional.ofNullable(vector).map(float[]::clone);
    }

    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    public int topK() {
        return topK;
    }

    /** How many of the best by vector and of the best by text are fused. */
    public int candidates() {
        return candidates;
    }

    public Filter filter() {
        return filter;
    }

    public Fusion fusion() {
        return fusion;
    }

    public boolean explain() {
        return explain;
    }

    /** How many candidates a graph search looks at; empty for what the collection's {@link IndexOptions} say. */
    public OptionalInt efSearch() {
        return efSearch == 0 ? OptionalInt.empty() : OptionalInt.of(efSearch);
    }

    /** Whether every vector that matches is compared, whatever index there is. */
    public boolean exact() {
        return exact;
    }

    public Fetch fetch() {
        return fetch;
    }

    /** What of the records that were found is read for the hits. */
    public enum Fetch {
        /** All. */
        RECORD,
        /** All but the vectors. */
        WITHOUT_VECTOR,
        /** Ids only: spares reading and decompressing what is stored. */
        ID
    }

    /** How long the search may take. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Collects the parts of a {@link SearchRequest}. Not thread-safe. */
    public static final class Builder {
        private float @Nullable [] vector;
        private @Nullable String text;
        private int topK = DEFAULT_TOP_K;
        private int candidates;
        private Filter filter = Filter.all();
        private Fusion fusion = Fusion.standard();
        private boolean explain;
        private int efSearch;
        private boolean exact;
        private Fetch fetch = Fetch.RECORD;
        private Optional<Duration> timeout = Optional.empty();

        private Builder() {}

        /** The vector to find neighbors of, in the dimension of the collection. */
        public Builder vector(float[] value) {
            this.vector = Texts.requireVector(value.clone(), "the query");
            return this;
        }

        /** The words to find; a phrase in double quotes counts twice where it occurs as it stands. */
        public Builder text(String value) {
            this.text = Texts.requireText(value, MAX_QUERY_LENGTH, "query text");
            return this;
        }

        /** How many hits at most, 1 to {@value SearchRequest#MAX_TOP_K}; {@value SearchRequest#DEFAULT_TOP_K}. */
        public Builder topK(int value) {
            this.topK = requireCount("topK", value);
            return this;
        }

        /**
         * How many of the best by vector and of the best by text are fused, 1 to {@value SearchRequest#MAX_TOP_K}, never
         * fewer than topK; {@value SearchRequest#MIN_CANDIDATES} or topK, whichever is more.
         */
        public Builder candidates(int value) {
            this.candidates = requireCount("candidates", value);
            return this;
        }

        /** Which records count at all; all of them by default. */
        public Builder filter(Filter value) {
            this.filter = value;
            return this;
        }

        /** How the two rankings become one; {@link Fusion#standard} by default. */
        public Builder fusion(Fusion value) {
            this.fusion = value;
            return this;
        }

        /** Whether each hit says how it came by its score; not by default. */
        public Builder explain(boolean value) {
            this.explain = value;
            return this;
        }

        /**
         * About how many candidates a graph search looks at, half to twice as many by how hard the query is: 1 to {@value IndexOptions#MAX_EF}, never fewer than topK; by
         * default what the collection's {@link IndexOptions} say. More find more and take longer in proportion.
         */
        public Builder efSearch(int value) {
            if (value < 1 || value > IndexOptions.MAX_EF) {
                throw new InvalidRequestException("efSearch is " + value + ", allowed are 1 to " + IndexOptions.MAX_EF);
            }
            this.efSearch = value;
            return this;
        }

        /** {@link #efSearch} by name. */
        public Builder preset(SearchPreset value) {
            return efSearch(value.efSearch());
        }

        /** Whether to compare the query with every vector that matches instead of searching a graph; not by default. */
        public Builder exact(boolean value) {
            this.exact = value;
            return this;
        }

        /** What of the records is read for the hits; {@link Fetch#RECORD} by default. */
        public Builder fetch(Fetch value) {
            this.fetch = value;
            return this;
        }

        /**
         * How long the search may take, from its beginning; for ever by default. It ends with a
         * {@link io.vecstore.error.DeadlineException} when the time is over, a few milliseconds late at worst.
         *
         * @param value more than zero
         * @throws InvalidRequestException if it is not
         */
        public Builder timeout(Duration value) {
            if (!value.isPositive()) {
                throw new InvalidRequestException("timeout is " + value + ", it has to be more than zero");
            }
            this.timeout = Optional.of(value);
            return this;
        }

        /** @throws InvalidRequestException if there is neither a vector nor a text */
        public SearchRequest build() {
            if (vector == null && text == null) {
                throw new InvalidRequestException("a search needs a vector, a text, or both");
            }
            return new SearchRequest(this);
        }

        private static int requireCount(String name, int value) {
            if (value < 1 || value > MAX_TOP_K) {
                throw new InvalidRequestException(name + " is " + value + ", allowed are 1 to " + MAX_TOP_K);
            }
            return value;
        }
    }
}
