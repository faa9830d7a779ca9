package io.vecstore.pipeline.internal;

import io.vecstore.VectorCollection;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.error.VecStoreException;
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
import java.util.function.Function;

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
    private final SyncTally tally;
    private final DocumentWriter writer;
    private final Set<String> moved = new HashSet<>();
    private long textsEmbedded;

    SyncRun(Ingredients ingredients, SyncPlan plan, Ledger ledger, SyncTally tally, DocumentWriter writer) {
        this.collection = ingredients.collection();
        this.model = ingredients.embedder();
        this.plan = plan;
        this.ledger = ledger;
        this.tally = tally;
        this.writer = writer;
    }

    /** Whether it came to the end; false if the thread was interrupted, which it then still is. */
    boolean run(Function<SyncPlan.Work, FileStep> examine) {
        try (ReadAhead files = new ReadAhead(plan.toRead(), examine)) {
            while (files.hasNext()) {
                process(nextGroup(files));
            }
            deleteGone();
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

    private List<FileStep> nextGroup(ReadAhead files) throws InterruptedException {
        List<FileStep> group = new ArrayList<>();
        int chunks = 0;
        while (files.hasNext() && group.size() < GROUP_FILES && chunks < GROUP_CHUNKS) {
            tally.started(files.peek());
            FileStep step = files.next();
            group.add(step);
            chunks += step instanceof Parsed parsed ? parsed.chunks().size() : 0;
        }
        return group;
    }

    private void process(List<FileStep> group) throws InterruptedException {
        List<Parsed> parsed = group.stream()
                .filter(Parsed.class::isInstance)
                .map(Parsed.class::cast)
                .toList();
        VectorSource vectors = new VectorSource(model);
        for (Parsed document : parsed) {
            reusable(document).forEach(id -> vectors.reuse(collection, id));
        }
        boolean together = embed(vectors, parsed);
        for (FileStep step : group) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            commit(step, vectors, together);
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

    /** Embeds a group; false if the model failed on one of its documents, which then are to be tried one by one. */
    private boolean embed(VectorSource vectors, List<Parsed> documents) {
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
            return true;
        } catch (RuntimeException failure) {
            if (isFatal(failure)) {
                throw failure;
            }
            return false;
        }
    }

    private void commit(FileStep step, VectorSource vectors, boolean embedded) {
        switch (step) {
            case Unreadable(var work, var reason) -> tally.failed(work, reason);
            case Untouched(var work, var version) -> {
                writer.renew(work.file(), version);
                tally.unchanged(work);
            }
            case Refused(var work, var failure) -> refuse(work, failure);
            case Parsed parsed -> {
                try {
                    if (!embedded) {
                        vectors.embedMissing(List.of(parsed), _ -> {});
                    }
                } catch (RuntimeException failure) {
                    if (isFatal(failure)) {
                        throw failure;
                    }
                    refuse(
                            parsed.work(),
                            new RememberedFailure(
                                    RememberedFailure.Kind.MODEL,
                                    "the model failed on it (" + failure.getMessage() + "); sync again",
                                    parsed.version()));
                    return;
                }
                store(parsed, vectors);
            }
        }
    }

    /** Whether a failure has nothing to do with the text that was being embedded. */
    private static boolean isFatal(RuntimeException failure) {
        return failure instanceof VecStoreException
                || (failure instanceof EmbeddingException model && model.kind() != Kind.INFERENCE_FAILED);
    }

    private void refuse(SyncPlan.Work work, RememberedFailure failure) {
        writer.remember(work.file(), failure);
        if (failure.kind() == RememberedFailure.Kind.UNSUPPORTED) {
            tally.skipped(work, failure.reason());
        } else {
            tally.failed(work, failure.reason());
        }
    }

    private void store(Parsed parsed, VectorSource vectors) {
        boolean known = parsed.work().entry().flatMap(LedgerEntry::content).isPresent();
        Optional<LedgerEntry> movedFrom = known ? Optional.empty() : movedFrom(parsed);
        writer.replace(parsed.document(), vectors.records(parsed), movedFrom);
        int chunks = parsed.chunks().size();
        if (movedFrom.isPresent()) {
            moved.add(movedFrom.get().id());
            tally.moved(parsed.work(), movedFrom.get().path(), chunks);
        } else if (known) {
            tally.changed(parsed.work(), chunks);
        } else {
            tally.added(parsed.work(), chunks);
        }
    }

    private Optional<LedgerEntry> movedFrom(Parsed parsed) {
        return ledger.withContent(parsed.version().hash()).stream()
                .filter(entry -> plan.gone().containsKey(entry.id()) && !moved.contains(entry.id()))
                .findFirst();
    }

    private void deleteGone() {
        for (LedgerEntry entry : plan.gone().values()) {
            if (!moved.contains(entry.id())) {
                writer.delete(entry);
                if (entry.content().isPresent()) {
                    tally.deleted(entry.path());
                }
            }
        }
    }
}
