package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorCollection;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.ModelIdentity;
import io.vecstore.error.ConflictException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the model when it is first needed, and holds it to the one that the collection remembers. The collection
 * remembers its model in a document of its own, committed before the first vector. Thread-safe.
 */
public final class ModelGuard implements AutoCloseable {

    /** Not a URI, so that it is no document's id. */
    public static final String DOCUMENT_ID = "vecstore model";

    private static final String NAME = "model";
    private static final String FINGERPRINT = "fingerprint";

    private final VectorCollection collection;
    private final Supplier<? extends Embedder> supplier;
    private final boolean owned;
    private @Nullable Embedder started;

    /**
     * @param supplier makes the embedder, once
     * @param owned whether {@link #close} closes it
     */
    public ModelGuard(VectorCollection collection, Supplier<? extends Embedder> supplier, boolean owned) {
        this.collection = collection;
        this.supplier = supplier;
        this.owned = owned;
    }

    /** The name of the model that the collection's vectors are from; empty while it has none. */
    public Optional<String> rememberedModel() {
        return collection.document(DOCUMENT_ID).map(document -> name(document.metadata()));
    }

    /** @throws ConflictException if the collection's vectors are from another model */
    public synchronized Embedder start() {
        if (started == null) {
            Embedder embedder = supplier.get();
            try {
                check(embedder.identity());
            } catch (RuntimeException refused) {
                if (owned) {
                    embedder.close();
                }
                throw refused;
            }
            started = embedder;
        }
        return started;
    }

    /** The model for vectors that will be stored: the collection remembers it from now on. */
    Embedder startForWriting() {
        Embedder embedder = start();
        if (collection.document(DOCUMENT_ID).isEmpty()) {
            ModelIdentity identity = embedder.identity();
            collection.putDocument(new Document(
                    DOCUMENT_ID, "", Metadata.of(NAME, identity.id(), FINGERPRINT, identity.fingerprint())));
        }
        return embedder;
    }

    private void check(ModelIdentity identity) {
        collection.document(DOCUMENT_ID).map(Document::metadata).ifPresent(remembered -> {
            String fingerprint = remembered.string(FINGERPRINT).orElse("");
            if (!fingerprint.equals(identity.fingerprint())) {
                throw new ConflictException("collection \"" + collection.name() + "\" was embedded with "
                        + describe(name(remembered), fingerprint) + ", but the pipeline has "
                        + describe(identity.id(), identity.fingerprint())
                        + "; use that model, or sync into another database");
            }
        });
    }

    private static String name(Metadata remembered) {
        return remembered.string(NAME).orElse("an unknown model");
    }

    private static String describe(String name, String fingerprint) {
        return "model " + name + " (" + fingerprint.substring(0, Math.min(8, fingerprint.length())) + ")";
    }

    @Override
    public synchronized void close() {
        if (owned && started != null) {
            started.close();
        }
    }
}
