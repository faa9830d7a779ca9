package io.vecstore.pipeline.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out which new files are documents that have lost their file: same content, each document once. */
final class Moves {

    private final SyncPlan plan;
    private final Ledger ledger;
    private final Set<String> claimed = new HashSet<>();

    Moves(SyncPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** The document that a file with that content has been until now, if it is not known under its own path. */
    Optional<LedgerEntry> claim(SyncPlan.Work work, String hash) {
        if (work.isKnown()) {
            return Optional.empty();
        }
        Optional<LedgerEntry> from = ledger.withContent(hash).stream()
                .filter(entry -> plan.gone().containsKey(entry.id()) && !claimed.contains(entry.id()))
                .findFirst();
        from.ifPresent(entry -> claimed.add(entry.id()));
        return from;
    }

    /** The entries whose files are gone and have not turned up elsewhere. */
    List<LedgerEntry> lost() {
        return plan.gone().values().stream()
                .filter(entry -> !claimed.contains(entry.id()))
                .toList();
    }
}
