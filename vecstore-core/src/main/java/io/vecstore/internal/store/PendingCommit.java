package io.vecstore.internal.store;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.model.OperationCodec;
import io.vecstore.internal.model.WriteOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A commit on its way through the {@link Committer}; encoded by the thread that brings it. */
final class PendingCommit {

    /**
     * What is to be done to one collection.
     *
     * @param collection whose records change
     * @param operations the changes in order
     */
    record Change(CollectionEngine collection, List<WriteOperation> operations) {}

    private final List<Change> changes;
    private final byte[] body;
    private long sequence;
    private @Nullable RuntimeException failure;
    private boolean done;

    PendingCommit(List<Change> changes) {
        this.changes = changes;
        this.body = encode(changes);
    }

    /** The collections' keys and operations, as the log keeps them and {@link Recovery} reads them. */
    private static byte[] encode(List<Change> changes) {
        BinaryWriter out = BinaryWriter.toMemory();
        out.writeVarInt(changes.size());
        for (Change change : changes) {
            out.writeLong(change.collection().key().getMostSignificantBits());
            out.writeLong(change.collection().key().getLeastSignificantBits());
            out.writeVarInt(change.operations().size());
            change.operations().forEach(operation -> OperationCodec.write(operation, out));
        }
        return out.toByteArray();
    }

    List<Change> changes() {
        return changes;
    }

    byte[] body() {
        return body;
    }

    void succeed(long assigned) {
        sequence = assigned;
        done = true;
    }

    void fail(RuntimeException cause) {
        failure = cause;
        done = true;
    }

    boolean isDone() {
        return done;
    }

    /** The sequence number, or what went wrong. */
    long result() {
        if (failure != null) {
            throw failure;
        }
        return sequence;
    }
}
