package io.vecstore.chat;

import io.vecstore.chat.answer.Asker;
import io.vecstore.chat.answer.Finder;
import io.vecstore.chat.answer.LanguageModel;
import io.vecstore.chat.library.IngestQueue;
import io.vecstore.chat.library.Library;
import io.vecstore.chat.library.SourceNames;
import io.vecstore.chat.library.UploadFolder;
import io.vecstore.chat.web.ChatServer;
import io.vecstore.embeddings.Embedder;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.rerank.Reranker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A running chatbot: a database, the model, a folder in sync, and a page. Thread-safe. */
public final class Chatbot implements AutoCloseable {

    private final InetAddress address;
    private final ChatServer server;
    private final Deque<AutoCloseable> parts;

    private Chatbot(InetAddress address, ChatServer server, Deque<AutoCloseable> parts) {
        this.address = address;
        this.server = server;
        this.parts = parts;
    }

    /**
     * Opens everything, starts to sync and to serve.
     *
     * @throws StartException if an option cannot be followed
     * @throws io.vecstore.error.VecStoreException if the database or the folder for uploads cannot be opened
     * @throws io.vecstore.embeddings.EmbeddingException if the embedding model cannot be opened
     * @throws io.vecstore.rerank.RerankException if the reranker cannot be opened
     */
    public static Chatbot start(ChatbotOptions options) {
        InetAddress address = address(options);
        Optional<Path> docs = options.docs.map(Chatbot::requireFolder);
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return assemble(options, address, docs, parts);
        } catch (RuntimeException | Error failure) {
            closeAll(parts);
            throw failure;
        }
    }

    private static Chatbot assemble(
            ChatbotOptions options, InetAddress address, Optional<Path> docs, Deque<AutoCloseable> parts) {
        Embedder model = options.embedder.get();
        parts.push(model);
        Optional<Reranker> reranker = options.reranker.map(Supplier::get);
        reranker.ifPresent(parts::push);
        RagPipeline pipeline =
                RagPipeline.builder().database(options.database).embedder(model).build();
        parts.push(pipeline);
        UploadFolder uploads = UploadFolder.open(options.uploads(), options.maxUploadBytes);
        SourceNames names = new SourceNames(uploads.path(), docs);
        IngestQueue ingest = new IngestQueue(pipeline, docs, uploads);
        parts.push(ingest);
        ChatServer.Offer offer = new ChatServer.Offer(
                new Asker(new Finder(pipeline, reranker), names, options.languageModel.map(LanguageModel::new)),
                new Library(pipeline, uploads, names, ingest),
                ingest,
                uploads,
                options.key,
                about(options));
        ChatServer server = serve(address, options.port, offer);
        parts.push(server);
        ingest.syncAll();
        return new Chatbot(address, server, parts);
    }

    private static InetAddress address(ChatbotOptions options) {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.host);
        } catch (UnknownHostException failure) {
            throw new StartException("--host " + options.host + " is no address of this machine; leave it out to listen"
                    + " on loopback");
        }
        if (!address.isLoopbackAddress() && options.key.isEmpty()) {
            throw new StartException("--host " + options.host + " can be reached from other machines, so a key is"
                    + " needed: set the environment variable VECSTORE_CHAT_KEY");
        }
        return address;
    }

    private static Path requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StartException("there is no folder " + folder.toAbsolutePath() + "; check --docs");
        }
        try {
            return folder.toRealPath();
        } catch (IOException failure) {
            throw new StartException("cannot open " + folder.toAbsolutePath() + " (" + failure + "); check --docs");
        }
    }

    private static Map<String, Object> about(ChatbotOptions options) {
        return Map.of(
                "docs", options.docs.map(Path::toString).orElse(""),
                "languageModel", options.languageModel.map(Object::toString).orElse(""),
                "reranker", options.reranker.isPresent(),
                "maxUploadBytes", options.maxUploadBytes);
    }

    private static ChatServer serve(InetAddress address, int port, ChatServer.Offer offer) {
        try {
            return ChatServer.start(address, port, offer);
        } catch (IOException failure) {
            throw new StartException("port " + port + " of " + address.getHostAddress() + " is not free ("
                    + failure.getMessage() + "); stop what listens there, or choose another --port");
        }
    }

    /** Where the page is. */
    public URI url() {
        boolean here = address.isLoopbackAddress() || address.isAnyLocalAddress();
        String host = here ? "localhost" : address.getHostAddress();
        return URI.create("http://" + host + ":" + server.port() + "/");
    }

    /** Stops to serve, interrupts a running sync and closes the database. */
    @Override
    public void close() {
        closeAll(parts);
    }

    /** Closes all of them, the newest first. */
    private static void closeAll(Deque<AutoCloseable> parts) {
        if (parts.isEmpty()) {
            return;
        }
        try {
            parts.pop().close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException("cannot close a part of the chatbot", failure);
        } finally {
            closeAll(parts);
        }
    }
}
