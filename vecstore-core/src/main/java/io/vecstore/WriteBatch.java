package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.RecordEdit;
import io.vecstore.internal.model.Texts;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Changes to one collection that become visible and durable together, or not at all. They take effect in the order in
 * which they were added. Not thread-safe; may be written once or several times.
 */
public final class WriteBatch {

    /** The most that a batch or a transaction may take in the log: its vectors, texts in UTF-8 and metadata as JSON. */
    public static final long MAX_BYTES = 256L << 20;

    private final List<WriteRequest> requests = new ArrayList<>();

    /** A batch without changes. */
    public WriteBatch() {}

    /** Stores {@code record}, in place of the record that had its id. */
    public WriteBatch upsert(VectorRecord record) {
        return add(new WriteOperation.Upsert(record.data()));
    }

    /** Removes the record with {@code id}, soft-deleted or not; nothing happens where there is none. */
    public WriteBatch delete(String id) {
        return add(new WriteOperation.Delete(requireId(id)));
    }

    /** Gives the record with {@code id} other metadata; nothing happens where there is none. */
    public WriteBatch replaceMetadata(String id, Metadata metadata) {
        return edit(id, new RecordEdit.ReplaceMetadata(metadata));
    }

    /** Changes the metadata of a record by {@link Metadata#mergePatch}; nothing happens where there is none. */
    public WriteBatch mergeMetadata(String id, Metadata patch) {
        return edit(id, new RecordEdit.MergeMetadata(patch));
    }

    /**
     * Has the record with {@code id} expire once {@code ttl} has passed since the commit; nothing happens where there is
     * none.
     *
     * @param ttl at least a millisecond
     * @throws InvalidRequestException if it is shorter
     */
    public WriteBatch setTtl(String id, Duration ttl) {
        if (ttl.compareTo(Duration.ofMillis(1)) < 0) {
            throw new InvalidRequestException("time to live of record \"" + id + "\" is " + ttl
                    + ", at least a millisecond is needed; to remove the record, delete it");
        }
        return edit(id, new RecordEdit.ExpireAfter(ttl));
    }

    /** Has the record with {@code id} never expire; nothing happens where there is none, or where it has expired. */
    public WriteBatch clearTtl(String id) {
        return edit(id, new RecordEdit.ExpireAt(RecordData.NEVER));
    }

    /**
     * Hides the record with {@code id} from all reads but those for deleted records, until it is restored, stored anew or
     * deleted; nothing happens where there is none.
     */
    public WriteBatch softDelete(String id) {
        return edit(id, new RecordEdit.SoftDelete());
    }

    /** Undoes {@link #softDelete}; nothing happens where no soft-deleted record has {@code id}. */
    public WriteBatch restore(String id) {
        return edit(id, new RecordEdit.Restore());
    }

    /**
     * Makes the change that was added last only if its record has this version then. For {@link #delete} and
     * {@link #restore} the version of a soft-deleted record counts, for the others such a record counts as none.
     *
     * @param version {@link VectorRecord#version}, or 0 for "there must be no such record"
     * @throws InvalidRequestException if the change added last is not one to a single record, or has a version already
     */
    public WriteBatch ifVersion(long version) {
        boolean single = !requests.isEmpty()
                && switch (requests.getLast()) {
                    case WriteRequest.Plain(var operation) ->
                        operation instanceof WriteOperation.Upsert || operation instanceof WriteOperation.Delete;
                    case WriteRequest.Edit _ -> true;
                    case WriteRequest.ReplaceDocument _, WriteRequest.Conditional _ -> false;
                };
        if (!single || version < 0) {
            throw new InvalidRequestException("ifVersion(" + version + ") has to follow a change to one record, once, "
                    + "with a version that is not negative; documents have no versions");
        }
        requests.add(new WriteRequest.Conditional(requests.removeLast(), version));
        return this;
    }

    /** Stores the document itself, leaving its chunks as they are. */
    public WriteBatch putDocument(Document document) {
        return add(new WriteOperation.PutDocument(document));
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
        requests.add(new WriteRequest.ReplaceDocument(
                document, chunks.stream().map(VectorRecord::data).toList()));
        return this;
    }

    /** Removes the document and all of its chunks; nothing happens where there is none. */
    public WriteBatch deleteDocument(String documentId) {
        return add(new WriteOperation.DeleteDocument(Texts.requireId(documentId, "document id")));
    }

    /** Whether nothing would be written. */
    public boolean isEmpty() {
        return requests.isEmpty();
    }

    WriteBatch copy() {
        WriteBatch copy = new WriteBatch();
        copy.requests.addAll(requests);
        return copy;
    }

    List<WriteRequest> requests() {
        return List.copyOf(requests);
    }

    private WriteBatch add(WriteOperation operation) {
        requests.add(new WriteRequest.Plain(operation));
        return this;
    }

    private WriteBatch edit(String id, RecordEdit edit) {
        requests.add(new WriteRequest.Edit(requireId(id), edit));
        return this;
    }

    private static String requireId(String id) {
        return Texts.requireId(id, "record id");
    }
}
