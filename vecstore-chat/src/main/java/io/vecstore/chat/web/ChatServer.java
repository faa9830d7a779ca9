package io.vecstore.chat.web;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.vecstore.chat.answer.Asker;
import io.vecstore.chat.library.IngestQueue;
import io.vecstore.chat.library.Library;
import io.vecstore.chat.library.UploadFolder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
     * @throws BindException if the port is not free
     */
    public static ChatServer start(InetAddress address, int port, Offer offer) throws IOException {
        requireFree(address, port);
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
        server.start();
        if (!server.isRunning()) {
            throw new BindException("the server did not start; its log says why");
        }
        return new ChatServer(server);
    }

    /** Helidon only logs that a port is taken, and starts without it. */
    private static void requireFree(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        }
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
