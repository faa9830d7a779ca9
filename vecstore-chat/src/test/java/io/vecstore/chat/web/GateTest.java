package io.vecstore.chat.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.chat.TestChatbot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    @TempDir
    Path temp;

    /** The status line of a request whose head is written by hand; its body never comes. */
    private static String status(TestChatbot chatbot, String... head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", chatbot.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @Test
    void filter_foreignHost_isRefused() throws IOException {
        try (TestChatbot chatbot = TestChatbot.start(temp)) {
            String port = ":" + chatbot.url().getPort();
            assertThat(status(chatbot, "GET / HTTP/1.1", "Host: evil.example" + port))
                    .contains("403");
            assertThat(status(chatbot, "GET / HTTP/1.1", "Host: localhost.evil.example"))
                    .contains("403");
            assertThat(status(chatbot, "GET / HTTP/1.1", "Host: LOCALHOST" + port))
                    .contains("200");
            assertThat(status(chatbot, "GET / HTTP/1.1", "Host: [::1]" + port)).contains("200");
        }
    }

    @Test
    void filter_otherSite_isRefusedBeforeItsBodyIsRead() throws IOException {
        try (TestChatbot chatbot = TestChatbot.start(temp)) {
            String host = "Host: localhost:" + chatbot.url().getPort();
            String post = "POST /api/upload?name=a.txt HTTP/1.1";
            String body = "Content-Length: 1000000";
            assertThat(status(chatbot, post, host, body, "Origin: http://evil.example"))
                    .contains("403");
            assertThat(status(chatbot, post, host, body, "Origin: null")).contains("403");
            assertThat(status(chatbot, post, host, body, "Origin: http://localhost:1"))
                    .contains("403");
            assertThat(status(chatbot, post, host, body, "Sec-Fetch-Site: cross-site"))
                    .contains("403");
            assertThat(status(chatbot, post, host, body, "Sec-Fetch-Site: same-site"))
                    .contains("403");
        }
    }

    @Test
    void filter_key_isNeededForEveryCallButThePage() throws IOException {
        try (TestChatbot chatbot = TestChatbot.start(temp, options -> options.key("s3cret"))) {
            assertThat(chatbot.send(chatbot.request("/")).statusCode()).isEqualTo(200);
            for (String path : new String[] {"/api/documents", "/api/news", "/api/about", "/api/document?id=a"}) {
                assertThat(chatbot.send(chatbot.request(path)).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(status(chatbot, "POST /api/ask HTTP/1.1", "Host: any.example", "Content-Length: 50"))
                    .contains("401");
            assertThat(statusWith(chatbot, "X-Api-Key", "s3cret")).isEqualTo(200);
            assertThat(statusWith(chatbot, "Authorization", "Bearer s3cret")).isEqualTo(200);
            assertThat(statusWith(chatbot, "X-Api-Key", "s3cre")).isEqualTo(401);
            assertThat(statusWith(chatbot, "Authorization", "Basic s3cret")).isEqualTo(401);
        }
    }

    private static int statusWith(TestChatbot chatbot, String header, String value) {
        return chatbot.send(chatbot.request("/api/documents").header(header, value))
                .statusCode();
    }

    @Test
    void filter_everyReply_forbidsInlineScript() {
        try (TestChatbot chatbot = TestChatbot.start(temp)) {
            for (String path :
                    new String[] {"/", "/app.js", "/api/about", "/api/none", "/../pom.xml", "/%2e%2e/pom.xml"}) {
                var reply = chatbot.send(chatbot.request(path));
                assertThat(reply.headers().firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .startsWith("default-src 'self'")
                                .doesNotContain("unsafe"));
                assertThat(reply.body()).doesNotContain("<modelVersion>");
            }
            assertThat(chatbot.send(chatbot.request("/api/none")).statusCode()).isEqualTo(404);
            assertThat(chatbot.get("/")).doesNotContain("<script>", "style=", "onclick", "http://", "https://");
            assertThat(chatbot.send(chatbot.request("/api/ask").POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(400);
        }
    }
}
