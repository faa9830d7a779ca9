package io.vecstore.testkit;

import io.vecstore.Document;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import java.util.List;

/** A part of a commit, which a {@link WriteBatch} and a {@link StoreModel} take alike. */
public sealed interface Change {

    /** Stores records; the last one of an id stays. */
    record Upsert(List<VectorRecord> records) implements Change {}

    /** Removes a record. */
    record Delete(String id) implements Change {}

    /** Stores a document and makes {@code chunks} all that it has. */
    record Replace(Document document, List<VectorRecord> chunks) implements Change {}

    /** Removes a document with its chunks. */
    record DeleteDocument(String id) implements Change {}

    /** The batch that makes {@code changes} in one commit. */
    static WriteBatch batch(List<Change> changes) {
        WriteBatch batch = new WriteBatch();
        for (Change change : changes) {
            switch (change) {
                case Upsert(List<VectorRecord> records) -> records.forEach(batch::upsert);
                case Delete(String id) -> batch.delete(id);
                case Replace(Document document, List<VectorRecord> chunks) -> batch.replaceDocument(document, chunks);
                case DeleteDocument(String id) -> batch.deleteDocument(id);
            }
        }
        return batch;
    }
}
