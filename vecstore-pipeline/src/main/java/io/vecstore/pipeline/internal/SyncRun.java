package io.vecstore.pipeline.internal;

import io.vecstore.VectorCollection;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.error.VecStoreException;
import io.vecstore.pipeline.internal.FileStep.Examined;
import io.vecstore.pipeline.internal.FileStep.Parsed;
import io.vecstore.pipeline.internal.FileStep.Refused;
import io.vecstore.pipeline.internal.FileStep.Unreadable;
import io.vecstore.pipeline.internal.FileStep.Untouched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries out a plan. Files are taken in groups, so that the model always has texts for all of its threads; each file
 * is a commit of its own, in the order of paths. For one sync, in one thread.
 */
final class SyncRun {

    private static final int GROUP_FILES = 16;
    private static final int GROUP_CHUNKS = 64;

    private final VectorCollection collection;
    private final ModelGuard model;
    private final SyncPlan plan;
    private final Ledger ledger;
    private final Moves moves;
    private final DocumentWriter writer;
    private final SyncTally tally;
    private long textsEmbedded;

    SyncRun(Ingredients ingredients, SyncPlan plan, Ledger ledger, DocumentWriter writer, SyncTally tally) {
        this.collection = ingredients.collection();
        this.model = ingredients.embedder();
        this.plan = plan;
        this.ledger = ledger;
        this.moves = new Moves(plan, ledger);
        this.writer = writer;
        this.tally = tally;
    }

    /** Whether it came to the end; false if the thread was interrupted, which it then still is. */
    boolean run(FileExaminer examiner) {
        try (ReadAhead files = new ReadAhead(plan.toRead(), examiner::examine)) {
            while (files.hasNext()) {
                process(nextGroup(files));
            }
            for (LedgerEntry entry : moves.lost()) {
                stopIfInterrupted();
                writer.delete(entry);
                tally.deleted(entry);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (EmbeddingException failure) {
            if (failure.kind() == Kind.INTERRUPTED) {
                return false;
            }
            throw failure;
        }
    }

    long textsEmbedded() {
        return textsEmbedded;
    }

    private List<Examined> nextGroup(ReadAhead files) throws InterruptedException {
        List<Examined> group = new ArrayList<>();
        int chunks = 0;
        while (files.hasNext() && group.size() < GROUP_FILES && chunks < GROUP_CHUNKS) {
            tally.started(files.peek());
            Examined file = files.next();
            group.add(file);
            chunks += file instanceof Parsed parsed ? parsed.chunks().size() : 0;
        }
        return group;
    }

    private void process(List<Examined> group) throws InterruptedException {
        List<Parsed> parsed = group.stream()
                .filter(Parsed.class::isInstance)
                .map(Parsed.class::cast)
                .toList();
        VectorSource vectors = new VectorSource(model);
        for (Parsed document : parsed) {
            reusable(document).forEach(id -> vectors.reuse(collection, id));
        }
        embedTogether(vectors, parsed);
        for (Examined file : group) {
            stopIfInterrupted();
            commit(file, vectors);
        }
        textsEmbedded += vectors.textsEmbedded();
    }

    /** The documents that may have chunks in common with one: its older version, and those of the same content. */
    private Set<String> reusable(Parsed document) {
        Set<String> ids = new HashSet<>();
        document.work().entry().map(LedgerEntry::id).ifPresent(ids::add);
        ledger.withContent(document.version().hash()).forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    /** Embeds a group at once. Where the model fails on one of its documents, some vectors are still missing after. */
    private void embedTogether(VectorSource vectors, List<Parsed> documents) {
        long bytes = documents.stream()
                .mapToLong(each -> each.work().file().stat().size())
                .sum();
        int chunks = documents.stream().mapToInt(each -> each.chunks().size()).sum();
        AtomicLong done = new AtomicLong();
        try {
            vectors.embedMissing(documents, more -> {
                long embedded = done.addAndGet(more);
                tally.progress(bytes * embedded / chunks, embedded);
            });
        } catch (RuntimeException failure) {
            rethrowUnlessAboutText(failure);
        }
    }

    private void commit(Examined file, VectorSource vectors) {
        switch (file) {
            case Unreadable(var work, var reason) -> tally.failed(work, reason);
            case Untouched(var work, var version) -> {
                writer.renew(work.file(), version);
                tally.unchanged(work);
            }
            case Refused(var work, var failure) -> {
                writer.remember(work.file(), failure);
                tally.refused(work, failure);
            }
            case Parsed parsed -> {
                try {
                    vectors.embedMissing(List.of(parsed), _ -> {});
                } catch (RuntimeException failure) {
                    rethrowUnlessAboutText(failure);
                    commit(new Refused(parsed.work(), modelFailure(parsed, failure)), vectors);
                    return;
                }
                store(parsed, vectors);
            }
        }
    }

    private void store(Parsed parsed, VectorSource vectors) {
        Optional<LedgerEntry> movedFrom =
                moves.claim(parsed.work(), parsed.version().hash());
        writer.replace(parsed.document(), vectors.records(parsed), movedFrom);
        tally.stored(parsed.work(), movedFrom, parsed.chunks().size());
    }

    private static RememberedFailure modelFailure(Parsed parsed, RuntimeException failure) {
        String reason = "the model failed on it (" + failure.getMessage() + "); sync again";
        return new RememberedFailure(RememberedFailure.Kind.MODEL, reason, parsed.version());
    }

    /** Goes on only if another text may fare better. */
    private static void rethrowUnlessAboutText(RuntimeException failure) {
        boolean aboutText = failure instanceof EmbeddingException model
                ? model.kind() == Kind.INFERENCE_FAILED
                : !(failure instanceof VecStoreException);
        if (!aboutText) {
            throw failure;
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
