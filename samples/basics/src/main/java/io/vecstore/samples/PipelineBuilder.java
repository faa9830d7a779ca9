package io.vecstore.samples;

import io.vecstore.filter.Filter;
import io.vecstore.fusion.Fusion;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.RetrievalRequest;
import io.vecstore.text.parse.DocumentParser;
import io.vecstore.text.parse.ParseLimits;
import io.vecstore.text.split.RecursiveSplitter;
import java.nio.file.Path;
import java.time.Duration;

/** A pipeline with parts of one's own choice, and a filtered question. Arguments: database, folder, question. */
public final class PipelineBuilder {

    private PipelineBuilder() {}

    public static void main(String[] args) {
        ParseLimits limits =
                ParseLimits.builder().timeLimit(Duration.ofSeconds(10)).build();
        try (RagPipeline pipeline = RagPipeline.builder()
                .database(Path.of(args[0]))
                .parser(DocumentParser.withLimits(limits))
                .splitter(RecursiveSplitter.ofCharacters(500, 50))
                .fusion(Fusion.reciprocalRank())
                .build()) {
            pipeline.sync(Path.of(args[1]));

            RetrievalRequest request =
                    RetrievalRequest.of(args[2]).withTopK(3).withFilter(Filter.parse("mediaType = 'text/markdown'"));
            for (Passage passage : pipeline.retrieve(request).passages()) {
                System.out.printf(
                        "%.3f %s%n", passage.score(), passage.citation().headingPath());
            }
        }
    }
}
