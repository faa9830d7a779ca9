package io.vecstore.chatbot;

import io.vecstore.embeddings.Embedder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The embedding model, made when it is first asked for and shared by all who ask. Thread-safe. */
final class SharedModel implements Supplier<Embedder>, AutoCloseable {

    private final Supplier<? extends Embedder> maker;
    private @Nullable Embedder made;

    SharedModel(Supplier<? extends Embedder> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized Embedder get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
