package io.vecstore.samples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.service.Result;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.langchain4j.VecStoreEmbeddingModel;
import io.vecstore.langchain4j.VecStoreEmbeddingStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the samples as a reader would, with the model on the class path. */
class LangChain4jSamplesTest {

    private static final String OURS =
            "EmbeddingStore<TextSegment> store = VecStoreEmbeddingStore.open(Path.of(args[0]));";
    private static final String THEIRS = "EmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();";

    @TempDir
    Path temp;

    private static String output(Runnable main) {
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            main.run();
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneConstructor_eitherStore_answersAlike() {
        List<String> questions =
                List.of("How long does a defrost take?", "When are ovens cleaned?", "Where are the keys?");
        try (OnnxEmbedder embedder = OnnxEmbedder.miniLm();
                VecStoreEmbeddingStore ours = VecStoreEmbeddingStore.open(temp.resolve("store"))) {
            EmbeddingModel model = VecStoreEmbeddingModel.of(embedder);
            for (String question : questions) {
                Result<String> before = ask(new InMemoryEmbeddingStore<>(), model, question);
                Result<String> after = ask(ours, model, question);

                assertThat(after.content()).isEqualTo(before.content());
                assertThat(segments(after)).hasSize(3).isEqualTo(segments(before));
            }
            assertThat(ask(ours, model, questions.getFirst()).content()).contains("25 minutes");
        }
    }

    private static Result<String> ask(EmbeddingStore<TextSegment> store, EmbeddingModel model, String question) {
        return OneConstructor.assistant(store, model, new StubChatModel()).answer(question);
    }

    private static List<TextSegment> segments(Result<String> result) {
        return result.sources().stream().map(Content::textSegment).toList();
    }

    @Test
    void oneConstructor_main_answers() {
        String[] args = {temp.resolve("store").toString(), "When are ovens cleaned?"};

        assertThat(output(() -> OneConstructor.main(args))).startsWith("Ovens are cleaned on Fridays");
    }

    @Test
    void readme_diff_isTheSamplesLine() throws Exception {
        String sample = Files.readString(
                Path.of("src", "main", "java", "io", "vecstore", "samples", "langchain4j", "OneConstructor.java"));
        String readme = Files.readString(Path.of("..", "..", "README.md"));

        assertThat(sample).contains(OURS);
        assertThat(readme).contains("-" + THEIRS, "+" + OURS);
    }

    @Test
    void citingAssistant_errorCode_isFoundByItsWordsAndCited() {
        String[] args = {temp.resolve("store").toString(), "What does E-4712 mean?"};

        assertThat(output(() -> CitingAssistant.main(args)).lines())
                .hasSize(3)
                .startsWith("Error E-4712 means that the probe in the room is broken.")
                .element(1)
                .asString()
                .startsWith("alarms.md alarms#1 (");
    }
}
