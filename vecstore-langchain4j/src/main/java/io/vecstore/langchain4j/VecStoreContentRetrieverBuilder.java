package io.vecstore.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.filter.Filter;
import io.vecstore.SearchRequest;
import io.vecstore.error.InvalidRequestException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Collects the settings of a {@link VecStoreContentRetriever}: a store and an embedding model are needed. Not
 * thread-safe.
 */
public final class VecStoreContentRetrieverBuilder {

    /** Five passages of about a thousand characters leave room for the answer in every model. */
    public static final int DEFAULT_MAX_RESULTS = 5;
    /** Candidates for the scoring model where none are set: so many times the results. */
    private static final int CANDIDATES_PER_RESULT = 4;

    private Optional<VecStoreEmbeddingStore> store = Optional.empty();
    private Optional<EmbeddingModel> embeddingModel = Optional.empty();
    Optional<ScoringModel> scoringModel = Optional.empty();
    Function<Query, Optional<Filter>> filter = _ -> Optional.empty();
    int maxResults = DEFAULT_MAX_RESULTS;
    double minScore;
    boolean hybrid = true;
    private int rerankK;

    VecStoreContentRetrieverBuilder() {}

    private VecStoreContentRetrieverBuilder(VecStoreContentRetrieverBuilder other) {
        this.store = other.store;
        this.embeddingModel = other.embeddingModel;
        this.scoringModel = other.scoringModel;
        this.filter = other.filter;
        this.maxResults = other.maxResults;
        this.minScore = other.minScore;
        this.hybrid = other.hybrid;
        this.rerankK = other.rerankK;
    }

    /** Where to search; its fusion is used, its setting for hybrid search is not. */
    public VecStoreContentRetrieverBuilder store(VecStoreEmbeddingStore value) {
        this.store = Optional.of(value);
        return this;
    }

    /** What embeds the queries: the model that embedded the segments. */
    public VecStoreContentRetrieverBuilder embeddingModel(EmbeddingModel value) {
        this.embeddingModel = Optional.of(value);
        return this;
    }

    /** What orders the candidates anew; by default nothing does. */
    public VecStoreContentRetrieverBuilder scoringModel(ScoringModel value) {
        this.scoringModel = Optional.of(value);
        return this;
    }

    /** How many passages at most, 1 to {@value SearchRequest#MAX_TOP_K}; {@value #DEFAULT_MAX_RESULTS} by default. */
    public VecStoreContentRetrieverBuilder maxResults(int value) {
        this.maxResults = requireCount("maxResults", value);
        return this;
    }

    /**
     * How many candidates the scoring model sees, 1 to {@value SearchRequest#MAX_TOP_K}, never fewer than maxResults;
     * four times maxResults by default.
     */
    public VecStoreContentRetrieverBuilder rerankK(int value) {
        this.rerankK = requireCount("rerankK", value);
        return this;
    }

    /** The least score of the search, from 0, the default, to 1. It is not compared with the scoring model's. */
    public VecStoreContentRetrieverBuilder minScore(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidRequestException("minScore is " + value + ", allowed are 0 to 1");
        }
        this.minScore = value;
        return this;
    }

    /** Which segments count; all of them by default. */
    public VecStoreContentRetrieverBuilder filter(Filter value) {
        return dynamicFilter(_ -> Optional.of(value));
    }

    /** Which segments count for a query, for instance those of its user; empty for all of them. */
    public VecStoreContentRetrieverBuilder dynamicFilter(Function<Query, Optional<Filter>> value) {
        this.filter = value;
        return this;
    }

    /** Whether the texts are searched beside the vectors; they are by default. */
    public VecStoreContentRetrieverBuilder hybrid(boolean value) {
        this.hybrid = value;
        return this;
    }

    /** @throws InvalidRequestException if the store or the embedding model is missing */
    public VecStoreContentRetriever build() {
        VecStoreEmbeddingStore where = store.orElseThrow(() -> missing("a store"));
        EmbeddingModel model = embeddingModel.orElseThrow(() -> missing("an embedding model"));
        return new VecStoreContentRetriever(new VecStoreContentRetrieverBuilder(this), where.searcher(), model);
    }

    int candidates() {
        long wanted = rerankK == 0 ? (long) CANDIDATES_PER_RESULT * maxResults : Math.max(rerankK, maxResults);
        return (int) Math.min(wanted, SearchRequest.MAX_TOP_K);
    }

    private static InvalidRequestException missing(String what) {
        return new InvalidRequestException("a content retriever needs " + what + "; set it in the builder");
    }

    private static int requireCount(String name, int value) {
        if (value < 1 || value > SearchRequest.MAX_TOP_K) {
            throw new InvalidRequestException(name + " is " + value + ", allowed are 1 to " + SearchRequest.MAX_TOP_K);
        }
        return value;
    }
}
