package io.vecstore.testkit;

import io.vecstore.Document;
import io.vecstore.VectorRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a collection has to hold, in the plainest form: two maps. Immutable, so that the states of a whole history can be
 * kept.
 *
 * @param records by id
 * @param documents by id
 */
public record StoreModel(Map<String, VectorRecord> records, Map<String, Document> documents) {

    public static final StoreModel EMPTY = new StoreModel(Map.of(), Map.of());

    public StoreModel {
        records = Collections.unmodifiableMap(new TreeMap<>(records));
        documents = Collections.unmodifiableMap(new TreeMap<>(documents));
    }

    /** The state after a commit of {@code changes}. */
    public StoreModel after(List<Change> changes) {
        Map<String, VectorRecord> nextRecords = new TreeMap<>(records);
        Map<String, Document> nextDocuments = new TreeMap<>(documents);
        for (Change change : changes) {
            switch (change) {
                case Change.Upsert(List<VectorRecord> upserted) -> upserted.forEach(r -> nextRecords.put(r.id(), r));
                case Change.Delete(String id) -> nextRecords.remove(id);
                case Change.Replace(Document document, List<VectorRecord> chunks) -> {
                    removeChunks(nextRecords, document.id());
                    nextDocuments.put(document.id(), document);
                    chunks.forEach(chunk -> nextRecords.put(chunk.id(), chunk));
                }
                case Change.DeleteDocument(String id) -> {
                    removeChunks(nextRecords, id);
                    nextDocuments.remove(id);
                }
            }
        }
        return new StoreModel(nextRecords, nextDocuments);
    }

    private static void removeChunks(Map<String, VectorRecord> records, String documentId) {
        records.values().removeIf(r -> r.documentId().filter(documentId::equals).isPresent());
    }
}
