package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commits what became of a file. Each method is one commit, so that a crash leaves no document half done. What reads first
 * and then writes holds the collection's monitor, as {@link Exclusion} does. */
final class DocumentWriter {

    private final VectorCollection collection;
    private final String root;

    /** @param root the URI of the folder */
    DocumentWriter(VectorCollection collection, String root) {
        this.collection = collection;
        this.root = root;
    }

    /** Stores a document, and removes the one it has moved from. */
    void replace(Document document, List<VectorRecord> chunks, Optional<LedgerEntry> movedFrom) {
        WriteBatch batch = new WriteBatch().replaceDocument(document, chunks);
        movedFrom.ifPresent(old -> batch.deleteDocument(old.id()));
        collection.write(batch);
    }

    /** Renews what is on record of a file whose content is as it was; forgets an earlier failure. */
    void renew(ScannedFile file, FileVersion version) {
        synchronized (collection) {
            Document stored = stored(file);
            if (Exclusion.isExcluded(stored)) {
                return; // since the sync began
            }
            Map<String, @Nullable Object> metadata =
                    new LinkedHashMap<>(stored.metadata().asMap());
            metadata.remove(Fields.FAILURE);
            version.putInto(metadata);
            collection.putDocument(new Document(stored.id(), stored.text(), Metadata.from(metadata)));
        }
    }

    /** Remembers why a file gave no document; what is stored of an older version of it stays. */
    void remember(ScannedFile file, RememberedFailure failure) {
        synchronized (collection) {
            Document stored = stored(file);
            Metadata metadata = stored.metadata().with(Fields.FAILURE, failure.toMap());
            collection.putDocument(new Document(stored.id(), stored.text(), metadata));
        }
    }

    void delete(LedgerEntry gone) {
        collection.deleteDocument(gone.id());
    }

    private Document stored(ScannedFile file) {
        return collection
                .document(file.id())
                .orElseGet(() -> new Document(file.id(), "", Metadata.of(Fields.ROOT, root, Fields.PATH, file.path())));
    }
}
