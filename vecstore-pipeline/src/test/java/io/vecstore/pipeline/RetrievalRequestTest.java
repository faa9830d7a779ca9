package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.fusion.Fusion;
import io.vecstore.testkit.HashEmbedder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalRequestTest {

    @TempDir
    Path temp;

    @Test
    void withFusion_ofOneRequest_leavesOthersAsThePipelineHasIt() {
        TestFolder docs = new TestFolder(temp.resolve("docs"));
        docs.write("pumps.md", "The pump must be primed.").write("ovens.txt", "Ovens are cleaned on Fridays.");
        try (RagPipeline pipeline = RagPipeline.builder()
                .database(temp.resolve("db"))
                .embedder(new HashEmbedder())
                .build()) {
            pipeline.sync(docs.root());
            RetrievalRequest words = RetrievalRequest.of("Fridays").withFusion(new Fusion.WeightedMinMax(0));

            assertThat(pipeline.retrieve(words).passages().getFirst().score()).isEqualTo(1);
            assertThat(pipeline.retrieve(words).passages().getFirst().parts())
                    .allSatisfy(part -> assertThat(part.share()).isIn(0.0, 1.0));
            assertThat(pipeline.retrieve("Fridays").passages().getFirst().parts())
                    .allSatisfy(part -> assertThat(part.share()).isIn(Fusion.DEFAULT_ALPHA, 1 - Fusion.DEFAULT_ALPHA));
        }
    }
}
