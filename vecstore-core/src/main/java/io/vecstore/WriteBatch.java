package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.Texts;
import io.vecstore.internal.model.WriteOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Changes to one collection that become visible and durable together, or not at all. They take effect in the order in
 * which they were added. Not thread-safe; may be written once or several times.
 */
public final class WriteBatch {

    private final List<WriteOperation> operations = new ArrayList<>();

    /** A batch without changes. */
    public WriteBatch() {}

    /** Stores {@code record}, in place of the record that had its id. */
    public WriteBatch upsert(VectorRecord record) {
        operations.add(new WriteOperation.Upsert(record.data()));
        return this;
    }

    /** Removes the record with {@code id}; nothing happens where there is none. */
    public WriteBatch delete(String id) {
        operations.add(new WriteOperation.Delete(Texts.requireId(id, "record id")));
        return this;
    }

    /** Stores the document itself, leaving its chunks as they are. */
    public WriteBatch putDocument(Document document) {
        operations.add(new WriteOperation.PutDocument(document));
        return this;
    }

    /**
     * Stores the document and makes {@code chunks} all the chunks it has.
     *
     * @throws InvalidRequestException if a chunk names another document as its parent
     */
    public WriteBatch replaceDocument(Document document, Collection<VectorRecord> chunks) {
        for (VectorRecord chunk : chunks) {
            String parent = chunk.documentId().orElse(null);
            if (!document.id().equals(parent)) {
                throw new InvalidRequestException("chunk \"" + chunk.id() + "\" has document id "
                        + (parent == null ? "none" : "\"" + parent + "\"") + ", but is given as a chunk of \""
                        + document.id() + "\"; set its documentId to that");
            }
        }
        operations.add(new WriteOperation.DeleteDocument(document.id()));
        operations.add(new WriteOperation.PutDocument(document));
        chunks.forEach(this::upsert);
        return this;
    }

    /** Removes the document and all of its chunks; nothing happens where there is none. */
    public WriteBatch deleteDocument(String documentId) {
        operations.add(new WriteOperation.DeleteDocument(Texts.requireId(documentId, "document id")));
        return this;
    }

    /** Whether nothing would be written. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    List<WriteOperation> operations() {
        return List.copyOf(operations);
    }
}
