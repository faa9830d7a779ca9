package io.vecstore.chatbot.web;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.vecstore.chatbot.answer.Asker;
import io.vecstore.chatbot.library.IngestQueue;
import io.vecstore.chatbot.library.Library;
import io.vecstore.chatbot.library.UploadFolder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The HTTP server. Thread-safe. */
public final class ChatServer implements AutoCloseable {

    /** An id holds a file's path, percent-encoded twice. */
    private static final int MAX_REQUEST_LINE = 32 << 10;

    private static final int MAX_CONNECTIONS = 256;

    private final WebServer server;

    private ChatServer(WebServer server) {
        this.server = server;
    }

    /**
     * What the server offers.
     *
     * @param key that every call must carry, if there is one
     * @param about what the page is told about this chatbot
     */
    public record Offer(
            Asker asker,
            Library library,
            IngestQueue ingest,
            UploadFolder uploads,
            Optional<String> key,
            Map<String, Object> about) {

        /** Copies what is told. */
        public Offer {
            about = Map.copyOf(about);
        }
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @throws RuntimeException with a {@link java.net.BindException} among its causes if the port is not free
     */
    public static ChatServer start(InetAddress address, int port, Offer offer) {
        HttpRouting.Builder routing = HttpRouting.builder()
                .addFilter(new Gate(offer.key()))
                .register(new PageFiles())
                .get("/api/about", (_, response) -> Replies.json(response, offer.about()))
                .register("/api", new DocumentService(offer.library(), offer.ingest(), offer.uploads()))
                .register("/api/ask", new AskService(offer.asker()))
                .error(Throwable.class, (_, response, failure) -> Replies.failure(response, failure));
        WebServer server = WebServer.builder()
                .address(address)
                .port(port)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .build())
                .maxTcpConnections(MAX_CONNECTIONS)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .routing(routing)
                .build();
        return new ChatServer(server.start());
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
