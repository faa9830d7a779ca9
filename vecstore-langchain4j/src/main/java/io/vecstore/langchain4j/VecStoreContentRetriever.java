package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import java.util.List;
import java.util.Optional;

/**
 * Retrieves passages for langchain4j by vector and by text, reranked if asked for, with what is needed to cite them.
 * Safe for use by many threads if the models are.
 *
 * <p>The segment of a content has in its metadata, beside what was stored: {@value CitedContent#ID}, the id in the
 * store, and where they are known {@value CitedContent#SOURCE}, {@value CitedContent#PAGE} (counted from 1),
 * {@value CitedContent#HEADING} (the path, outermost first, parted by {@value CitedContent#HEADING_SEPARATOR}),
 * {@value CitedContent#START} and {@value CitedContent#END} (UTF-16 units of the source's text). The content's own
 * metadata has {@code SCORE}, {@code EMBEDDING_ID} and, where a scoring model is set, {@code RERANKED_SCORE}; a score
 * is not part of the segment, so that one passage found by two queries is still one.
 */
public final class VecStoreContentRetriever implements ContentRetriever {

    private static final Filter ANY_SEGMENT = _ -> true;

    private final VecStoreContentRetrieverBuilder settings;
    private final SegmentSearcher searcher;
    private final EmbeddingModel embeddingModel;
    private final boolean takesInputType;

    VecStoreContentRetriever(
            VecStoreContentRetrieverBuilder settings, SegmentSearcher searcher, EmbeddingModel embeddingModel) {
        this.settings = settings;
        this.searcher = searcher;
        this.embeddingModel = embeddingModel;
        this.takesInputType = embeddingModel.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE);
    }

    public static VecStoreContentRetrieverBuilder builder() {
        return new VecStoreContentRetrieverBuilder();
    }

    /** The best passages for a query, best first; at most {@link VecStoreContentRetrieverBuilder#maxResults}. */
    @Override
    public List<Content> retrieve(Query query) {
        Optional<ScoringModel> scoringModel = settings.scoringModel;
        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .query(query.text())
                .queryEmbedding(embedded(query.text()))
                .maxResults(scoringModel.isPresent() ? settings.candidates() : settings.maxResults)
                .minScore(settings.minScore)
                .filter(settings.filter.apply(query).orElse(ANY_SEGMENT))
                .build();
        List<Content> found = searcher.search(request, settings.hybrid).stream()
                .map(CitedContent::of)
                .toList();
        return scoringModel
                .map(model -> ContentScoring.reranked(found, query, model).stream()
                        .limit(settings.maxResults)
                        .toList())
                .orElse(found);
    }

    private Embedding embedded(String text) {
        EmbeddingRequest.Builder request = EmbeddingRequest.builder().input(text);
        if (takesInputType) {
            request.inputType(EmbeddingInputType.QUERY);
        }
        return embeddingModel.embed(request.build()).embeddings().getFirst();
    }
}
