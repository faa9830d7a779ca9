package io.vecstore.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.VecStore;
import io.vecstore.testkit.HashEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chatbot in a process of its own is killed while it receives and indexes uploads. Whatever had been listed before is
 * there afterwards, and every document has all of its chunks.
 */
class KillDuringUploadIT {

    private static final int CYCLES = 3;
    private static final int SENTENCES = 400;
    private static final long SEED = Long.getLong("vecstore.seed", 42);

    @TempDir
    Path temp;

    private final HttpClient client = HttpClient.newHttpClient();

    /** What the child runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            try (Chatbot chatbot = Chatbot.start(ChatbotOptions.builder(Path.of(args[0]))
                    .port(0)
                    .embedder(HashEmbedder::new)
                    .build())) {
                System.out.println(chatbot.url());
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    @Test
    void kill_inTheMiddleOfUploads_losesNoIndexedDocumentAndLeavesNoneHalf() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Path database = temp.resolve("db");
        Map<String, String> listed = new TreeMap<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            Process child = start(database);
            try {
                URI url = URI.create(
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))
                                .readLine());
                for (int file = 0; file < 5; file++) {
                    send(url, "/api/upload?name=" + cycle + "-" + file + ".txt", text(cycle, file));
                }
                try (Socket half = beginUpload(url)) {
                    waitFor(url, cycle + "-0.txt");
                    Thread.sleep(random.nextInt(100));
                    listed.put("cycle " + cycle, get(url));
                    child.destroyForcibly().waitFor();
                    assertThat(half.isConnected()).isTrue();
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            verify(database, String.join("\n", listed.values()));
        }
    }

    private void waitFor(URI url, String name) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!get(url).contains(name)) {
            assertThat(System.nanoTime()).as("time to index " + name).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static Process start(Path database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String text(int cycle, int file) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SENTENCES; i++) {
            text.append("Sentence ")
                    .append(i)
                    .append(" of file ")
                    .append(cycle)
                    .append('-')
                    .append(file);
            text.append(" says that pump ").append(i * 7).append(" is green.\n\n");
        }
        return text.toString();
    }

    /** Announces more bytes than it sends. */
    private static Socket beginUpload(URI url) throws IOException {
        Socket socket = new Socket("127.0.0.1", url.getPort());
        socket.getOutputStream()
                .write(
                        "POST /api/upload?name=half.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf"
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void send(URI url, String path, String body) throws Exception {
        HttpResponse<String> reply = client.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(202);
    }

    private String get(URI url) throws Exception {
        return client.send(HttpRequest.newBuilder(url.resolve("/api/documents")).build(), BodyHandlers.ofString())
                .body();
    }

    /** What a fresh process finds: all that was listed, each with the chunks of its whole text and no others. */
    private static void verify(Path database, String listed) {
        try (VecStore store = VecStore.open(database)) {
            store.collection().forEachDocument(document -> {
                if (!document.metadata().contains("root")) {
                    return;
                }
                int covered = store.collection().chunks(document.id()).stream()
                        .mapToInt(
                                chunk -> (int) chunk.metadata().longValue("end").orElseThrow())
                        .max()
                        .orElse(0);
                assertThat(covered)
                        .as("the end of the last chunk of " + document.id())
                        .isEqualTo(document.text().strip().length());
                assertThat(document.id()).doesNotEndWith("half.txt");
            });
            for (String line : listed.split("\"id\":\"", -1)) {
                if (line.contains("#")) {
                    String id = line.substring(0, line.indexOf('"'));
                    assertThat(store.collection().document(id))
                            .as("listed before a kill: " + id)
                            .isPresent();
                }
            }
        }
        assertThat(Files.exists(database)).isTrue();
    }
}
