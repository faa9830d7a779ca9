package io.vecstore.internal.model;

import io.vecstore.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * One change as a caller asks for it. What it comes to in {@link WriteOperation}s may depend on what is stored, which
 * only the writer knows.
 */
public sealed interface WriteRequest {

    /** Whether the writer has to look up what is stored. */
    default boolean needsLookup() {
        return this instanceof Edit || this instanceof Conditional;
    }

    /** Something that is done whatever is stored. */
    record Plain(WriteOperation operation) implements WriteRequest {}

    /** Stores a document and makes {@code chunks} all the chunks it has. */
    record ReplaceDocument(Document document, List<RecordData> chunks) implements WriteRequest {
        public ReplaceDocument {
            chunks = List.copyOf(chunks);
        }

        /** What it comes to, whatever is stored. */
        public List<WriteOperation> operations() {
            List<WriteOperation> operations = new ArrayList<>(chunks.size() + 2);
            operations.add(new WriteOperation.DeleteDocument(document.id()));
            operations.add(new WriteOperation.PutDocument(document));
            chunks.forEach(chunk -> operations.add(new WriteOperation.Upsert(chunk)));
            return operations;
        }
    }

    /** Changes parts of a stored record; does nothing where there is none. */
    record Edit(String id, RecordEdit edit) implements WriteRequest {}

    /**
     * A change to one record that is made only while the record has a version.
     *
     * @param request a plain change to a record, or an edit
     * @param version the version it has to have; 0 for "there must be none"
     */
    record Conditional(WriteRequest request, long version) implements WriteRequest {}
}
