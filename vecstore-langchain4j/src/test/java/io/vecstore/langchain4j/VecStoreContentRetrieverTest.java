package io.vecstore.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import io.vecstore.VectorRecord;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VecStoreContentRetrieverTest {

    private static final int DIMENSION = 16;
    private static final String MARKDOWN = """
            # Airships

            An airship is lighter than air.

            ## Rigid

            A zeppelin has a skeleton of metal.
            """;

    @TempDir
    Path folder;

    private final StubModel model = new StubModel(DIMENSION, true);
    private VecStoreEmbeddingStore store;

    @BeforeEach
    void open() {
        store = VecStoreEmbeddingStore.builder()
                .folder(folder.resolve("store"))
                .fusion(new Fusion.WeightedMinMax(0.3))
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void retrieve_parsedAndSplitDocument_citesItsPlace() throws Exception {
        Path file = folder.resolve("airships.md");
        Files.writeString(file, MARKDOWN, StandardCharsets.UTF_8);
        Document document = VecStoreDocumentParser.withDefaults().parse(file);
        List<TextSegment> segments = VecStoreDocumentSplitter.withDefaults().split(document);
        store.addAll(List.of("s0", "s1"), model.embedAll(segments).content(), segments);

        Content content = retriever().build().retrieve(Query.from("zeppelin")).getFirst();

        Metadata citation = content.textSegment().metadata();
        assertThat(content.textSegment().text()).contains("skeleton of metal");
        assertThat(citation.getString("source")).isEqualTo(file.toUri().toString());
        assertThat(citation.getString("heading")).isEqualTo("Airships > Rigid");
        assertThat(citation.getString("id")).isEqualTo("s1");
        assertThat(document.text().substring(citation.getInteger("start"), citation.getInteger("end")))
                .isEqualTo(content.textSegment().text());
        assertThat(content.metadata()).containsEntry(ContentMetadata.EMBEDDING_ID, "s1");
        assertThat((double) content.metadata().get(ContentMetadata.SCORE)).isBetween(0.0, 1.0);
    }

    @Test
    void retrieve_recordOfThePipeline_citesItsPlace() {
        store.collection()
                .upsert(VectorRecord.builder("handbook/a.pdf#0")
                        .documentId("handbook/a.pdf")
                        .text("a zeppelin")
                        .vector(StubModel.vector("a zeppelin", DIMENSION).vector())
                        .metadata(io.vecstore.Metadata.of("headings", List.of("One", "Two"), "page", 3))
                        .build());

        Metadata citation = retriever()
                .build()
                .retrieve(Query.from("zeppelin"))
                .getFirst()
                .textSegment()
                .metadata();

        assertThat(citation.getString("source")).isEqualTo("handbook/a.pdf");
        assertThat(citation.getString("heading")).isEqualTo("One > Two");
        assertThat(citation.getInteger("page")).isEqualTo(3);
    }

    @Test
    void retrieve_modelWithInputTypes_embedsAQuery() {
        retriever().build().retrieve(Query.from("zeppelin"));

        assertThat(model.requests.getLast().inputType()).isEqualTo(EmbeddingInputType.QUERY);
    }

    @Test
    void retrieve_scoringModel_ordersByItAndKeepsScores() {
        fill(20);
        ScoringModel longest = scoring(segment -> (double) -segment.metadata().getInteger("n"));

        List<Content> contents = retriever()
                .scoringModel(longest)
                .maxResults(2)
                .rerankK(20)
                .build()
                .retrieve(Query.from("anything"));

        assertThat(contents)
                .extracting(each -> each.textSegment().metadata().getInteger("n"))
                .containsExactly(0, 1);
        assertThat(contents)
                .allSatisfy(each -> assertThat(each.metadata())
                        .containsKeys(
                                ContentMetadata.SCORE, ContentMetadata.RERANKED_SCORE, ContentMetadata.EMBEDDING_ID));
    }

    @Test
    void retrieve_rerankK_limitsWhatTheScoringModelSees() {
        fill(20);
        int[] seen = new int[1];
        ScoringModel counting = (segments, _) -> {
            seen[0] = segments.size();
            return Response.from(segments.stream().map(_ -> 1.0).toList());
        };

        retriever().scoringModel(counting).maxResults(3).rerankK(7).build().retrieve(Query.from("anything"));
        assertThat(seen[0]).isEqualTo(7);

        retriever().scoringModel(counting).maxResults(3).build().retrieve(Query.from("anything"));
        assertThat(seen[0]).isEqualTo(12);
    }

    @Test
    void retrieve_dynamicFilter_isAskedForEachQuery() {
        fill(20);
        VecStoreContentRetriever retriever = retriever()
                .dynamicFilter(query -> Optional.of(metadataKey("n").isLessThan(Integer.parseInt(query.text()))))
                .maxResults(20)
                .build();

        assertThat(retriever.retrieve(Query.from("3"))).hasSize(3);
        assertThat(retriever.retrieve(Query.from("12"))).hasSize(12);
    }

    @Test
    void retrieve_embeddingsWithoutSegments_arePassedOver() {
        for (int i = 0; i < 50; i++) {
            store.add(StubModel.vector("zeppelin", DIMENSION));
        }
        fill(4);

        assertThat(retriever().maxResults(4).build().retrieve(Query.from("zeppelin")))
                .hasSize(4);
    }

    @Test
    void build_withoutModel_saysSo() {
        assertThatThrownBy(() -> VecStoreContentRetriever.builder().store(store).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("needs an embedding model");
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            TextSegment segment = TextSegment.from("text " + i, new Metadata().put("n", i));
            store.add("n" + i, StubModel.vector(segment.text(), DIMENSION), segment);
        }
    }

    private VecStoreContentRetrieverBuilder retriever() {
        return VecStoreContentRetriever.builder().store(store).embeddingModel(model);
    }

    private static ScoringModel scoring(Function<TextSegment, Double> score) {
        return (segments, _) -> Response.from(segments.stream().map(score).toList());
    }
}
