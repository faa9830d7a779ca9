package io.vecstore.samples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the sample as a reader would, with the model on the class path. */
class ServeFolderTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String page = "";

    /** Reads the page when the sample waits for Enter, then presses it. */
    private final class Visitor extends ByteArrayInputStream {
        Visitor() {
            super(new byte[] {'\n'});
        }

        @Override
        public synchronized int read() {
            page = get(printed.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*Open (http\\S+).*", "$1"));
            return super.read();
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            throw new UnsupportedOperationException("the sample reads single bytes");
        }

        private static String get(String url) {
            try (HttpClient client = HttpClient.newHttpClient()) {
                return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                        .body();
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError("cannot read " + url, failure);
            }
        }
    }

    @Test
    void main_folder_isServedUntilEnter() throws Exception {
        Path docs = Files.createDirectory(temp.resolve("docs"));
        Files.writeString(docs.resolve("ovens.txt"), "Ovens are cleaned on Fridays.");
        PrintStream out = System.out;
        InputStream in = System.in;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setIn(new Visitor());
        try {
            ServeFolder.main(new String[] {temp.resolve("db").toString(), docs.toString(), "0"});
        } finally {
            System.setOut(out);
            System.setIn(in);
        }
        assertThat(page).contains("<title>vecstore chat</title>");
    }
}
