package io.vecstore.internal.store;

import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.model.WriteOperation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collection as it will be once operations that are not applied yet have been: what they touched, over the rest. */
final class Staged implements Rows {

    private final Rows below;
    private final Map<String, Optional<RecordData>> records = new HashMap<>();
    private final Map<String, Optional<RecordData>> documents = new HashMap<>();
    /** Documents whose chunks were deleted; chunks stored since are in {@link #records}. */
    private final Set<String> cleared = new HashSet<>();

    /** @param below what is stored so far */
    Staged(Rows below) {
        this.below = below;
    }

    @Override
    public @Nullable Row row(String id) {
        Optional<RecordData> staged = records.get(id);
        if (staged != null) {
            return staged.orElse(null);
        }
        Row stored = below.row(id);
        return stored != null && cleared.contains(stored.documentId()) ? null : stored;
    }

    @Override
    public @Nullable RecordData document(String id) {
        Optional<RecordData> staged = documents.get(id);
        return staged != null ? staged.orElse(null) : below.document(id);
    }

    /** Takes what commit {@code sequence} does. */
    void add(WriteOperation operation, long sequence) {
        switch (operation) {
            case WriteOperation.Upsert(var data) -> records.put(data.id(), Optional.of(data.withVersion(sequence)));
            case WriteOperation.Delete(var id) -> records.put(id, Optional.empty());
            case WriteOperation.PutDocument(var document) ->
                documents.put(document.id(), Optional.of(RecordData.of(document, sequence)));
            case WriteOperation.DeleteDocument(var documentId) -> {
                documents.put(documentId, Optional.empty());
                cleared.add(documentId);
                records.replaceAll((id, record) -> record.filter(data -> !documentId.equals(data.documentId())));
            }
        }
    }
}
