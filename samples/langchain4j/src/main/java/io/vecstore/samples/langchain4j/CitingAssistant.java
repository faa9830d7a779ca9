package io.vecstore.samples.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.langchain4j.VecStoreContentRetriever;
import io.vecstore.langchain4j.VecStoreEmbeddingModel;
import io.vecstore.langchain4j.VecStoreEmbeddingStore;
import java.nio.file.Path;
import java.util.List;

/**
 * An AI service over vecstore's own retriever: it searches by meaning and by words, and every content says where it
 * comes from. Arguments: folder of the store, question.
 */
public final class CitingAssistant {

    private CitingAssistant() {}

    /** What langchain4j implements. */
    public interface Assistant {
        Result<String> answer(String question);
    }

    public static void main(String[] args) {
        try (OnnxEmbedder embedder = OnnxEmbedder.miniLm();
                VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(Path.of(args[0]))) {
            EmbeddingModel model = VecStoreEmbeddingModel.of(embedder);
            List<TextSegment> segments = List.of(
                    segment("alarms.md", "Error E-4711 means that the door was open for more than ten minutes."),
                    segment("alarms.md", "Error E-4712 means that the probe in the room is broken."),
                    segment("pumps.md", "The pump must be primed with water before it is started."));
            store.addAll(
                    List.of("alarms#0", "alarms#1", "pumps#0"),
                    model.embedAll(segments).content(),
                    segments);

            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(new StubChatModel())
                    .contentRetriever(VecStoreContentRetriever.builder()
                            .store(store)
                            .embeddingModel(model)
                            .maxResults(2)
                            .build())
                    .build();

            Result<String> result = assistant.answer(args[1]);
            System.out.println(result.content());
            result.sources().forEach(CitingAssistant::print);
        }
    }

    private static TextSegment segment(String source, String text) {
        return TextSegment.from(text, Metadata.from("source", source));
    }

    private static void print(Content content) {
        System.out.printf(
                "%s %s (%s)%n",
                content.textSegment().metadata().getString("source"),
                content.textSegment().metadata().getString("id"),
                content.metadata().get(ContentMetadata.SCORE));
    }
}
