package io.vecstore.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.rerank.OnnxReranker;
import io.vecstore.testkit.TinyCrossEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatbotTest {

    @TempDir
    Path temp;

    private TestChatbot chatbot;

    @BeforeEach
    void start() {
        chatbot = TestChatbot.start(temp).indexed();
    }

    @AfterEach
    void stop() {
        chatbot.close();
    }

    @Test
    void ask_knownFact_citesTheSentence() {
        List<String> events = chatbot.ask("When must the pump be primed with water?", "");

        assertThat(events.getFirst())
                .startsWith("passages ")
                .contains("\"name\":\"pumps.md\"", "\"source\":\"dense\"", "\"source\":\"lexical\"", "Priming");
        assertThat(events.get(1)).startsWith("sentence ").contains("must be primed with water");
        assertThat(events.getLast()).startsWith("done ").contains("\"found\":true", "\"name\":\"dense\"");
    }

    @Test
    void ask_nothingMatches_findsNoEvidence() {
        List<String> events = chatbot.ask("xylophone", ", \"mode\": \"lexical\"");

        assertThat(events).hasSize(2);
        assertThat(events.getLast()).contains("\"found\":false");
    }

    @Test
    void ask_alpha_shiftsTheScore() {
        assertThat(chatbot.ask("yellow gloves", ", \"alpha\": 0").getFirst()).contains("\"contribution\":1.0");
        assertThat(chatbot.ask("yellow gloves", ", \"alpha\": 0.25").getFirst())
                .contains("\"contribution\":0.25", "\"contribution\":0.75");
    }

    @Test
    void ask_invalid_saysWhatIsAllowed() {
        assertThat(chatbot.ask("", "").toString()).contains("type a question");
        assertThat(chatbot.ask("a", ", \"mode\": \"psychic\"").toString()).contains("hybrid, dense and lexical");
        assertThat(chatbot.ask("a", ", \"alpha\": 7").toString()).contains("allowed are 0 to 1");
        assertThat(chatbot.send(chatbot.request("/api/ask").POST(BodyPublishers.ofString("{")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(chatbot.send(chatbot.request("/api/ask").POST(BodyPublishers.ofString("x".repeat(20_000))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void upload_pathAsName_isIndexedUnderItAndStoredInTheFolder() throws Exception {
        assertThat(chatbot.upload("../../escaped.txt", "The zorblax needs oil.").statusCode())
                .isEqualTo(202);

        String documents = chatbot.documents(list -> list.contains("../../escaped.txt"));
        assertThat(documents).contains("\"uploaded\":true");
        assertThat(temp.resolve("../escaped.txt").normalize()).doesNotExist();
        try (var files = Files.list(temp.resolve(".db-uploads"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void upload_tooLarge_isRefusedAndLeavesNothing() throws Exception {
        var known = chatbot.upload("big.txt", new byte[(4 << 20) + 1]);
        var streamed = chatbot.send(chatbot.request("/api/upload?name=big.txt")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[5 << 20]))));

        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(known.body()).contains("--max-upload");
        assertThat(streamed.statusCode()).isEqualTo(413);
        try (var files = Files.list(temp.resolve(".db-uploads"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void delete_fileOfTheFolder_isTakenOutUntilBroughtBack() {
        String documents = chatbot.get("/api/documents");
        String id = id(documents, "pumps.md");
        String question = "When must the pump be primed with water?";
        assertThat(delete(documents, "pumps.md").statusCode()).isEqualTo(204);

        assertThat(temp.resolve("docs/pumps.md")).exists();
        assertThat(chatbot.ask(question, "").getFirst()).doesNotContain("pumps.md");
        assertThat(chatbot.send(chatbot.request("/api/sync").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(202);
        assertThat(chatbot.get("/api/documents")).contains("\"name\":\"pumps.md\"", "\"excluded\":true");

        assertThat(chatbot.send(chatbot.request("/api/restore?id=" + TestChatbot.encode(id))
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(202);
        chatbot.documents(list -> list.contains("pumps.md") && !list.contains("\"excluded\":true"));
        assertThat(chatbot.ask(question, "").getFirst()).contains("pumps.md");
    }

    @Test
    void ask_reranker_ordersAnew_unlessTurnedOff() throws Exception {
        Path model = TinyCrossEncoder.writeTo(temp.resolve("cross-encoder"));
        Path folder = Files.createDirectories(temp.resolve("reranked"));
        try (TestChatbot reranked =
                TestChatbot.start(folder, options -> options.reranker(() -> OnnxReranker.open(model)))) {
            reranked.upload("low.txt", "one one one");
            reranked.upload("high.txt", "one eight");
            reranked.documents(list -> list.contains("low.txt") && list.contains("high.txt"));
            assertThat(reranked.get("/api/about")).contains("\"reranker\":true");

            List<String> off = reranked.ask("one", ", \"rerank\": false, \"mode\": \"lexical\"");
            List<String> on = reranked.ask("one", ", \"mode\": \"lexical\"");

            assertThat(off.getFirst())
                    .doesNotContain("\"source\":\"reranker\"")
                    .containsPattern("(?s)\"n\":1,[^{]*\"name\":\"low.txt\"");
            assertThat(on.getFirst())
                    .contains("\"source\":\"reranker\"")
                    .containsPattern("(?s)\"n\":1,[^{]*\"name\":\"high.txt\"");
            assertThat(on.getLast()).contains("\"name\":\"reranker\"");
        }
    }

    @Test
    void delete_upload_removesFileAndDocument() throws Exception {
        chatbot.upload("note.txt", "The zorblax needs oil.");
        String documents = chatbot.documents(list -> list.contains("note.txt"));
        assertThat(delete(documents, "note.txt").statusCode()).isEqualTo(204);

        assertThat(chatbot.get("/api/documents")).doesNotContain("note.txt").contains("pumps.md");
        assertThat(temp.resolve("docs/pumps.md")).exists();
        try (var files = Files.list(temp.resolve(".db-uploads"))) {
            assertThat(files).isEmpty();
        }
        assertThat(delete(documents, "note.txt").statusCode()).isEqualTo(404);
    }

    private java.net.http.HttpResponse<String> delete(String documents, String name) {
        return chatbot.send(chatbot.request("/api/documents?id=" + TestChatbot.encode(id(documents, name)))
                .DELETE());
    }

    private static String id(String documents, String name) {
        return documents.replaceFirst(".*\"id\":\"([^\"]*#" + name + ")\".*", "$1");
    }

    @Test
    void document_range_comesWithItsText() {
        String id = id(chatbot.get("/api/documents"), "pumps.md");

        String view = chatbot.get("/api/document?id=" + TestChatbot.encode(id) + "&start=5&end=9");

        assertThat(view).contains("must be primed", "\"offset\":0", "\"headings\":[\"Pumps\",\"Oil\"]");
        assertThat(chatbot.get("/api/document?id=none")).contains("there is no document");
        assertThat(chatbot.get("/api/document?id=a&start=x")).contains("not a number");
    }

    @Test
    void start_portInUse_saysSo() {
        ChatbotOptions second = ChatbotOptions.builder(temp.resolve("db2"))
                .port(chatbot.url().getPort())
                .build();

        assertThatThrownBy(() -> Chatbot.start(second))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is not free")
                .hasMessageContaining("--port");
    }

    @Test
    void start_wrongOptions_sayWhatToDo() throws Exception {
        Path db = temp.resolve("db3");
        assertThatThrownBy(() -> Chatbot.start(
                        ChatbotOptions.builder(db).docs(temp.resolve("absent")).build()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("absent; check --docs");
        assertThatThrownBy(() ->
                        Chatbot.start(ChatbotOptions.builder(db).host("0.0.0.0").build()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("VECSTORE_CHAT_KEY");
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() ->
                        Chatbot.start(ChatbotOptions.builder(file.resolve("db")).build()))
                .isInstanceOf(io.vecstore.error.VecStoreException.class)
                .hasMessageContaining("file");
    }
}
