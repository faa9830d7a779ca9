package io.vecstore.chat;

import io.vecstore.chat.answer.LanguageModelOptions;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.rerank.Reranker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link Chatbot} is started with. Immutable. */
public final class ChatbotOptions {

    /** Not one of the ports that other programs are known for. */
    public static final int DEFAULT_PORT = 8917;

    /** 50 MiB: most PDF files. */
    public static final long DEFAULT_MAX_UPLOAD_BYTES = 50L << 20;

    final Path database;
    final Optional<Path> docs;
    final String host;
    final int port;
    final Optional<String> key;
    final Optional<LanguageModelOptions> languageModel;
    final long maxUploadBytes;
    final Supplier<? extends Embedder> embedder;
    final Optional<Supplier<? extends Reranker>> reranker;

    private ChatbotOptions(Builder builder) {
        this.database = builder.database;
        this.docs = builder.docs;
        this.host = builder.host;
        this.port = builder.port;
        this.key = builder.key;
        this.languageModel = builder.languageModel;
        this.maxUploadBytes = builder.maxUploadBytes;
        this.embedder = builder.embedder;
        this.reranker = builder.reranker;
    }

    /** @param database the folder of the database, which is made where there is none */
    public static Builder builder(Path database) {
        return new Builder(database);
    }

    /** Uploads are kept beside the database, in a folder that no sync of what is around it looks into. */
    Path uploads() {
        Path folder = database.toAbsolutePath().normalize();
        String name = String.valueOf(folder.getFileName());
        return folder.resolveSibling((name.startsWith(".") ? "" : ".") + name + "-uploads");
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private final Path database;
        private Optional<Path> docs = Optional.empty();
        private String host = "127.0.0.1";
        private int port = DEFAULT_PORT;
        private Optional<String> key = Optional.empty();
        private Optional<LanguageModelOptions> languageModel = Optional.empty();
        private long maxUploadBytes = DEFAULT_MAX_UPLOAD_BYTES;
        private Supplier<? extends Embedder> embedder = OnnxEmbedder::miniLm;
        private Optional<Supplier<? extends Reranker>> reranker = Optional.empty();

        private Builder(Path database) {
            this.database = database;
        }

        /** The folder of documents that is kept in sync; none by default. */
        public Builder docs(Path folder) {
            this.docs = Optional.of(folder);
            return this;
        }

        /** The address to listen on; loopback by default. Any other needs a key. */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /** The port, 0 for any that is free; {@value #DEFAULT_PORT} by default. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /** The key that every request must carry; none by default. */
        public Builder key(String value) {
            this.key = Optional.of(value);
            return this;
        }

        /** What writes the answers; by default they are made of sentences from the documents. */
        public Builder languageModel(LanguageModelOptions value) {
            this.languageModel = Optional.of(value);
            return this;
        }

        /** How large an upload may be; {@value #DEFAULT_MAX_UPLOAD_BYTES} bytes by default. */
        public Builder maxUploadBytes(long value) {
            this.maxUploadBytes = value;
            return this;
        }

        /** Makes what orders the passages found anew, which is closed with the chatbot; none by default. */
        public Builder reranker(Supplier<? extends Reranker> value) {
            this.reranker = Optional.of(value);
            return this;
        }

        /** Makes the embedding model, which is closed with the chatbot; the model on the class path by default. */
        public Builder embedder(Supplier<? extends Embedder> value) {
            this.embedder = value;
            return this;
        }

        public ChatbotOptions build() {
            return new ChatbotOptions(this);
        }
    }
}
