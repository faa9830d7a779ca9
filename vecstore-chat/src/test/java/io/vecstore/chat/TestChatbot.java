package io.vecstore.chat;

import io.vecstore.chat.answer.LanguageModelOptions;
import io.vecstore.testkit.HashEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A chatbot on a free port over a few documents, and a client of its calls. */
public final class TestChatbot implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Chatbot chatbot;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestChatbot(Chatbot chatbot) {
        this.chatbot = chatbot;
    }

    /** Starts over {@code folder/docs}, which is made. */
    public static TestChatbot start(Path folder) {
        return start(folder, _ -> {});
    }

    public static TestChatbot start(Path folder, Consumer<ChatbotOptions.Builder> more) {
        writeDocs(folder.resolve("docs"));
        ChatbotOptions.Builder options = ChatbotOptions.builder(folder.resolve("db"))
                .docs(folder.resolve("docs"))
                .port(0)
                .maxUploadBytes(4 << 20)
                .embedder(HashEmbedder::new);
        more.accept(options);
        return new TestChatbot(Chatbot.start(options.build()));
    }

    private static void writeDocs(Path docs) {
        try {
            Files.createDirectories(docs);
            Files.writeString(docs.resolve("pumps.md"), """
                    # Pumps

                    ## Priming

                    The pump must be primed with water before it is started. A dry pump destroys its seal within minutes.

                    ## Oil

                    Change the oil of the pump every 500 hours.
                    """);
            Files.writeString(docs.resolve("ovens.txt"), "Ovens are cleaned on Fridays. Use the yellow gloves.");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static LanguageModelOptions languageModel(int port) {
        return new LanguageModelOptions(
                URI.create("http://localhost:" + port + "/v1"), "stub", Optional.empty(), Duration.ofSeconds(10));
    }

    public URI url() {
        return chatbot.url();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(chatbot.url().resolve(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public String get(String path) {
        return send(request(path)).body();
    }

    public HttpResponse<String> upload(String name, byte[] content) {
        return send(request("/api/upload?name=" + encode(name)).POST(BodyPublishers.ofByteArray(content)));
    }

    public HttpResponse<String> upload(String name, String content) {
        return upload(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The events of an answer, as {@code kind data}. */
    public List<String> ask(String question, String more) {
        String body = "{\"question\": \"" + question + "\"" + more + "}";
        String events =
                send(request("/api/ask").POST(BodyPublishers.ofString(body))).body();
        return List.of(events.strip().split("\n\n")).stream()
                .map(block -> block.replaceFirst("event:(\\w+)\ndata:", "$1 "))
                .toList();
    }

    /** The list of documents, once it is as wanted. */
    public String documents(Predicate<String> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String documents = get("/api/documents");
        while (!wanted.test(documents)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the list of documents stays " + documents);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            documents = get("/api/documents");
        }
        return documents;
    }

    /** Waits until the documents of the folder are indexed. */
    public TestChatbot indexed() {
        documents(list -> list.contains("pumps.md") && list.contains("ovens.txt"));
        return this;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.shutdownNow();
        chatbot.close();
    }
}
