package io.vecstore.pipeline.internal;

import io.vecstore.VectorCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is stored about the files of one folder, as it was when the sync began. It lives in the metadata of the
 * documents, so that it is committed with them: there is nothing to get out of step.
 */
final class Ledger {

    private final Map<String, LedgerEntry> byId = new TreeMap<>();
    private final Map<String, List<LedgerEntry>> byHash = new HashMap<>();

    private Ledger() {}

    /** @param root the URI of the folder */
    static Ledger load(VectorCollection collection, String root) {
        Ledger ledger = new Ledger();
        collection.forEachDocument(document -> {
            if (document.metadata().string(Fields.ROOT).filter(root::equals).isPresent()) {
                ledger.add(LedgerEntry.of(document));
            }
        });
        return ledger;
    }

    private void add(LedgerEntry entry) {
        byId.put(entry.id(), entry);
        entry.content()
                .ifPresent(version -> byHash.computeIfAbsent(version.hash(), _ -> new ArrayList<>())
                        .add(entry));
    }

    Optional<LedgerEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The documents made of that content, in no particular order. */
    List<LedgerEntry> withContent(String hash) {
        return byHash.getOrDefault(hash, List.of());
    }

    /** All entries by id. */
    Collection<LedgerEntry> entries() {
        return byId.values();
    }
}
