package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorCollection;
import io.vecstore.error.NotFoundException;
import io.vecstore.pipeline.internal.RememberedFailure.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Takes documents out although their files are there. What stays is a document without text and chunks that remembers
 * the excluded version, as a file that failed is remembered, so that syncs skip it. Thread-safe.
 */
public final class Exclusion {

    private static final String REASON = "taken out by hand; it comes back when the file changes";

    private final VectorCollection collection;

    public Exclusion(VectorCollection collection) {
        this.collection = collection;
    }

    /** Whether a document stands for a file that was taken out. */
    public static boolean isExcluded(Document document) {
        return RememberedFailure.from(document.metadata())
                .filter(RememberedFailure::isExclusion)
                .isPresent();
    }

    /** Removes text and chunks, and remembers the newest version seen of the file. */
    public void exclude(String documentId) {
        synchronized (collection) {
            Document document = find(documentId);
            LedgerEntry entry = LedgerEntry.of(document);
            FileVersion version = entry.failure()
                    .map(RememberedFailure::version)
                    .or(entry::content)
                    .orElseThrow(() -> missing(documentId));
            Metadata metadata = Metadata.of(
                            Fields.ROOT,
                            document.metadata().string(Fields.ROOT).orElseThrow(),
                            Fields.PATH,
                            entry.path())
                    .with(Fields.FAILURE, new RememberedFailure(Kind.EXCLUDED, REASON, version).toMap());
            collection.replaceDocument(new Document(documentId, "", metadata), List.of());
        }
    }

    /** Forgets a file that was taken out, so that it is new to the next sync. */
    public void include(String documentId) {
        synchronized (collection) {
            if (isExcluded(find(documentId))) {
                collection.deleteDocument(documentId);
            }
        }
    }

    private Document find(String documentId) {
        return Optional.of(documentId)
                .flatMap(collection::document)
                .filter(document -> document.metadata().contains(Fields.PATH))
                .orElseThrow(() -> missing(documentId));
    }

    private static NotFoundException missing(String documentId) {
        return new NotFoundException(
                "there is no document \"" + documentId + "\" that a sync has stored; list the documents again");
    }
}
