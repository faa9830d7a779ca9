package io.vecstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.VecDatabase;
import io.vecstore.testkit.HashEmbedder;
import io.vecstore.testkit.TinyCrossEncoder;
import io.vecstore.testkit.TinyEmbedderModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code vecstore chat}: it serves, and what is wrong with its options is said in one line. */
class ChatCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void docs() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/oven.txt"), "The oven is cleaned on Fridays.");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return VecstoreCommand.run(
                new CliEnvironment(folder.toAbsolutePath(), terminal, () -> new HashEmbedder(64)), arguments);
    }

    private void assertFailure(ExitCode expected, int code, String... words) {
        String told = err.toString(StandardCharsets.UTF_8);
        assertThat(code).as(told).isEqualTo(expected.code());
        assertThat(told).contains(words).hasLineCount(1).startsWith("vecstore: ");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void chat_folder_isServedUntilInterrupted() throws Exception {
        AtomicReference<Integer> code = new AtomicReference<>(-1);
        Thread command = Thread.ofPlatform().start(() -> code.set(run("chat", "--docs", "docs", "--port", "0")));
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!out.toString(StandardCharsets.UTF_8).contains("\n")) {
            assertThat(System.nanoTime())
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isLessThan(deadline);
            Thread.sleep(10);
        }
        String url = out.toString(StandardCharsets.UTF_8).replaceFirst("(?s)Open (\\S+) .*", "$1");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest about =
                    HttpRequest.newBuilder(URI.create(url + "api/about")).build();
            assertThat(client.send(about, BodyHandlers.ofString()).body()).contains("docs");
        }
        command.interrupt();
        command.join(30_000);

        assertThat(command.isAlive()).isFalse();
        assertThat(folder.resolve(".vecstore")).isDirectory();
    }

    @Test
    void chat_missingFolderOfDocuments_isNamed() {
        assertFailure(ExitCode.FAILED, run("chat", "--docs", "nowhere"), "nowhere", "--docs");
    }

    @Test
    void chat_modelFolderMissing_isNamed() {
        assertFailure(ExitCode.FAILED, run("chat", "--model", "no-model"), "no-model");
    }

    @Test
    void chat_modelWithoutTokenizer_namesTheFile() throws IOException {
        TinyEmbedderModel.writeTo(folder.resolve("model"));
        Files.delete(folder.resolve("model/tokenizer.json"));
        assertFailure(ExitCode.FAILED, run("chat", "--model", "model"), "model", "tokenizer.json");
    }

    @Test
    void chat_rerankerFolderMissingOrWithoutTokenizer_isNamed() throws IOException {
        assertFailure(ExitCode.FAILED, run("chat", "--reranker", "no-judge"), "no-judge");
        err.reset();
        TinyCrossEncoder.writeTo(folder.resolve("judge"));
        Files.delete(folder.resolve("judge/tokenizer.json"));
        assertFailure(ExitCode.FAILED, run("chat", "--reranker", "judge"), "judge", "tokenizer.json");
    }

    @Test
    void chat_portInUse_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertFailure(
                    ExitCode.FAILED, run("chat", "--port", port), "port " + port, "is not free", "another --port");
        }
    }

    @Test
    void chat_otherHostWithoutKey_asksForOne() {
        assertFailure(ExitCode.FAILED, run("chat", "--host", "0.0.0.0"), "VECSTORE_CHAT_KEY");
    }

    @Test
    void chat_databaseThatIsAFile_isNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "no database");
        assertFailure(ExitCode.FAILED, run("chat", "--db", "file/db"), "file");
    }

    /** Nobody may write into it, not even root, as which permissions would not stop the test. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void chat_readOnlyFolder_isNamed() {
        assertFailure(ExitCode.FAILED, run("chat", "--db", "/proc/vecstore-db"), "/proc/vecstore-db");
    }

    @Test
    void chat_databaseInUse_namesTheProcess() {
        try (VecDatabase held = VecDatabase.open(folder.resolve(".vecstore"))) {
            assertThat(held.collectionNames()).isEmpty();
            assertFailure(
                    ExitCode.FAILED,
                    run("chat"),
                    Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void chat_wrongOptions_pointToHelp() {
        assertFailure(ExitCode.USAGE, run("chat", "--port", "70000"), "--port is 70000", "0 to 65535", "chat --help");
        err.reset();
        assertFailure(ExitCode.USAGE, run("chat", "--llm-model", "llama"), "--llm-url", "belong together");
        err.reset();
        assertFailure(ExitCode.USAGE, run("chat", "--llm-url", "localhost:1", "--llm-model", "m"), "full URL");
    }
}
