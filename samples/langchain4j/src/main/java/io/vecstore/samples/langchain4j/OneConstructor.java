package io.vecstore.samples.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.langchain4j.VecStoreEmbeddingModel;
import io.vecstore.langchain4j.VecStoreEmbeddingStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A langchain4j application that was written with {@code new InMemoryEmbeddingStore<>()} and keeps its segments in
 * vecstore since. Arguments: folder of the store, question.
 */
public final class OneConstructor {

    private static final List<String> NOTES = List.of(
            "The pump must be primed with water before it is started.",
            "Ovens are cleaned on Fridays, with the yellow gloves.",
            "A defrost takes 25 minutes and must not be interrupted.",
            "The spare keys hang in the office of the safety officer.");

    private OneConstructor() {}

    /** What langchain4j implements. */
    public interface Assistant {
        Result<String> answer(String question);
    }

    public static void main(String[] args) {
        EmbeddingStore<TextSegment> store = VecStoreEmbeddingStore.open(Path.of(args[0]));
        EmbeddingModel model = VecStoreEmbeddingModel.of(OnnxEmbedder.miniLm());
        System.out.println(
                assistant(store, model, new StubChatModel()).answer(args[1]).content());
    }

    /** The application itself: it knows langchain4j's interfaces only. */
    static Assistant assistant(EmbeddingStore<TextSegment> store, EmbeddingModel model, ChatModel chat) {
        List<TextSegment> segments = NOTES.stream().map(TextSegment::from).toList();
        List<String> ids =
                IntStream.range(0, NOTES.size()).mapToObj(i -> "note-" + i).toList();
        store.addAll(ids, model.embedAll(segments).content(), segments);
        return AiServices.builder(Assistant.class)
                .chatModel(chat)
                .contentRetriever(EmbeddingStoreContentRetriever.builder()
                        .embeddingStore(store)
                        .embeddingModel(model)
                        .maxResults(3)
                        .build())
                .build();
    }
}
