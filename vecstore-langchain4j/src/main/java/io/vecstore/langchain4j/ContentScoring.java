package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import io.vecstore.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Orders contents by a scoring model; all metadata stays. */
final class ContentScoring {

    private ContentScoring() {}

    /** The contents with their {@code RERANKED_SCORE}, best first, equal ones in the order in which they came. */
    static List<Content> reranked(List<Content> contents, Query query, ScoringModel model) {
        if (contents.isEmpty()) {
            return contents;
        }
        List<TextSegment> segments = contents.stream().map(Content::textSegment).toList();
        List<Double> scores = model.scoreAll(segments, query.text()).content();
        if (scores.size() != contents.size()) {
            throw new InvalidRequestException(
                    "the scoring model gave " + scores.size() + " scores for " + contents.size() + " segments");
        }
        record Scored(Content content, double score) {}
        List<Scored> scored = new ArrayList<>(contents.size());
        for (int i = 0; i < contents.size(); i++) {
            scored.add(new Scored(contents.get(i), scores.get(i)));
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(each -> with(each.content(), ContentMetadata.RERANKED_SCORE, each.score()))
                .toList();
    }

    private static Content with(Content content, ContentMetadata key, Object value) {
        Map<ContentMetadata, Object> metadata = new EnumMap<>(ContentMetadata.class);
        metadata.putAll(content.metadata());
        metadata.put(key, value);
        return Content.from(content.textSegment(), metadata);
    }
}
