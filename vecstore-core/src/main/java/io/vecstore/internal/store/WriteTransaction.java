package io.vecstore.internal.store;

import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.model.OperationCodec;
import io.vecstore.internal.model.WriteOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Changes to several collections on their way to one commit. They are worked out while the transaction runs, against
 * views that stay the newest because nobody else commits meanwhile, and kept in memory. For the thread that began it.
 */
public final class WriteTransaction implements AutoCloseable {

    private final long sequence;
    private final long now;
    private final Function<String, CollectionEngine> collections;
    private final Thread owner = Thread.currentThread();
    private final Map<String, WriteTransactionPart> parts = new LinkedHashMap<>();
    private final BinaryWriter scratch = BinaryWriter.toMemory();
    private long bytes;
    private boolean ended;

    /**
     * @param sequence the number of the commit that it will be
     * @param now the time that expiry is judged by, in milliseconds since the epoch
     * @param collections finds a collection by its name, or throws
     */
    WriteTransaction(long sequence, long now, Function<String, CollectionEngine> collections) {
        this.sequence = sequence;
        this.now = now;
        this.collections = collections;
    }

    /** The part about the collection called {@code name}. */
    public WriteTransactionPart part(String name) {
        requireRunning();
        return parts.computeIfAbsent(name, each -> new WriteTransactionPart(this, collections.apply(each)));
    }

    /** Throws if the transaction has ended, or belongs to another thread. */
    void requireRunning() {
        if (ended) {
            throw new ClosedException("a transaction was used after its end; begin another one");
        }
        if (Thread.currentThread() != owner) {
            throw new InvalidRequestException(
                    "a transaction of thread \"" + owner.getName() + "\" was used by thread \""
                            + Thread.currentThread().getName() + "\"; use it in the thread that runs it");
        }
    }

    /** Counts operations towards the limit; throws, counting nothing, if they exceed it. */
    void reserve(List<WriteOperation> operations) {
        long added = 0;
        for (WriteOperation operation : operations) {
            scratch.reset();
            OperationCodec.write(operation, scratch);
            added += scratch.position();
        }
        PendingCommit.requireSize(bytes + added);
        bytes += added;
    }

    long sequence() {
        return sequence;
    }

    long now() {
        return now;
    }

    /** What has been changed, by collection. */
    List<PendingCommit.Change> changes() {
        return parts.values().stream()
                .map(WriteTransactionPart::change)
                .filter(change -> !change.operations().isEmpty())
                .toList();
    }

    /** Ends the transaction and lets go of what it read. */
    @Override
    public void close() {
        ended = true;
        parts.values().forEach(WriteTransactionPart::release);
    }
}
