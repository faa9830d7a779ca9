package io.vecstore.internal.store;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.model.OperationCodec;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.wal.WalReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Applies commits from the log to collections that do not have them yet; what is of other collections is passed over. */
final class LogReplay implements WalReader.Visitor {

    private final Map<UUID, CollectionEngine> byKey = new HashMap<>();
    private final Set<CollectionEngine> touched = new LinkedHashSet<>();

    LogReplay(Collection<CollectionEngine> collections) {
        collections.forEach(each -> byKey.put(each.key(), each));
    }

    /** The collections that got something, which is to be published. */
    Set<CollectionEngine> touched() {
        return touched;
    }

    @Override
    public void commit(long sequence, BinaryReader body) {
        operations(sequence, body).forEach((key, operations) -> {
            CollectionEngine collection = byKey.get(key);
            if (collection != null && sequence > collection.flushedSequence()) {
                collection.apply(sequence, operations);
                touched.add(collection);
            }
        });
    }

    /** All operations of a commit, by collection, decoded before anything is applied. */
    private static Map<UUID, List<WriteOperation>> operations(long sequence, BinaryReader commit) {
        int changes = commit.readVarInt();
        Map<UUID, List<WriteOperation>> decoded = new LinkedHashMap<>();
        for (int i = 0; i < changes; i++) {
            UUID key = new UUID(commit.readLong(), commit.readLong());
            int count = commit.readCount(1);
            List<WriteOperation> operations = decoded.computeIfAbsent(key, _ -> new ArrayList<>(count));
            for (int j = 0; j < count; j++) {
                operations.add(OperationCodec.read(commit, sequence));
            }
        }
        return decoded;
    }
}
