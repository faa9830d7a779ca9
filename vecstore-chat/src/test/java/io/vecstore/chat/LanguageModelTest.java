package io.vecstore.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers by a language model: a stub on loopback that speaks OpenAI's streaming protocol. */
class LanguageModelTest {

    @TempDir
    Path temp;

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer stub;

    private int serve(int status, String... pieces) throws IOException {
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/v1/chat/completions", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (String piece : pieces) {
                    out.write(("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}\n\n")
                            .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
                out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        stub.start();
        return stub.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        if (stub != null) {
            stub.stop(0);
        }
    }

    private List<String> ask(int port, String more) {
        try (TestChatbot chatbot =
                TestChatbot.start(temp, options -> options.languageModel(TestChatbot.languageModel(port)))) {
            return chatbot.indexed().ask("When must the pump be primed?", more);
        }
    }

    private static String written(List<String> events) {
        return events.stream()
                .filter(event -> event.startsWith("written "))
                .map(event -> event.replaceFirst("written \\{\"text\":\"(.*)\"}", "$1"))
                .collect(Collectors.joining());
    }

    @Test
    void ask_model_streamsItsAnswerWithMarksThatResolve() throws IOException {
        List<String> events = ask(serve(200, "Before it ", "is started [", "1", "]. Also ", "[77] this."), "");

        assertThat(written(events)).isEqualTo("Before it is started [1]. Also  this.");
        assertThat(events.getLast()).contains("\"found\":true");
        assertThat(asked.get())
                .contains("The pump must be primed with water", "Question: When must the pump be primed?");
        assertThat(asked.get()).containsPattern("<passage 1 [0-9a-f]{24}>");
    }

    @Test
    void ask_modelSeesNoEvidence_saysSo() throws IOException {
        List<String> events = ask(serve(200, "NO ", "EVIDENCE"), "");

        assertThat(written(events)).isEmpty();
        assertThat(events.getLast()).contains("\"found\":false");
    }

    @Test
    void ask_modelNotReachable_saysSoAndAnswersWithSentences() throws IOException {
        int port = serve(200);
        stub.stop(0);

        List<String> events = ask(port, "");

        assertThat(events.get(1))
                .startsWith("notice ")
                .contains("stub at http://localhost:" + port + "/v1 does not answer", "check --llm-url");
        assertThat(events.get(2)).startsWith("sentence ");
        assertThat(events.getLast()).contains("\"found\":true");
    }

    @Test
    void ask_modelRefuses_saysSoAndAnswersWithSentences() throws IOException {
        List<String> events = ask(serve(500), "");

        assertThat(events.get(1)).startsWith("notice ").contains("does not answer");
        assertThat(events.get(2)).startsWith("sentence ");
    }

    @Test
    void ask_withoutGenerating_doesNotCallTheModel() throws IOException {
        List<String> events = ask(serve(200, "never"), ", \"generate\": false");

        assertThat(events.get(1)).startsWith("sentence ");
        assertThat(asked.get()).isEmpty();
    }
}
