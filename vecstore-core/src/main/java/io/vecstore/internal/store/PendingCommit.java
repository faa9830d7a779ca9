package io.vecstore.internal.store;

import io.vecstore.BatchResult;
import io.vecstore.WriteBatch;
import io.vecstore.WriteResult;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.model.OperationCodec;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way through the {@link Committer}. What it does is either known to the thread that brings it, which
 * then encodes it, or depends on what is stored and is resolved by the writer.
 */
final class PendingCommit {

    /**
     * What is to be done to one collection.
     *
     * @param collection whose records change
     * @param operations the changes in order
     */
    record Change(CollectionEngine collection, List<WriteOperation> operations) {}

    /**
     * What is asked for, where that has to be looked up.
     *
     * @param skipConflicts whether requests for another version than the stored one are left out
     */
    record Demand(CollectionEngine collection, List<WriteRequest> requests, boolean skipConflicts) {}

    private final @Nullable Demand demand;
    private List<Change> changes;
    private byte[] body;
    private List<WriteResult> results = List.of();
    private long sequence;
    private @Nullable RuntimeException failure;
    private boolean done;

    /** A commit of which everything is known. */
    PendingCommit(List<Change> changes) {
        this.demand = null;
        this.changes = changes;
        this.body = encode(changes);
    }

    /** A commit that the writer has to resolve. */
    PendingCommit(Demand demand) {
        this.demand = demand;
        this.changes = List.of();
        this.body = new byte[0];
    }

    /** A commit of requests, to be resolved only if that cannot be avoided. */
    static PendingCommit of(CollectionEngine collection, List<WriteRequest> requests) {
        if (requests.stream().anyMatch(WriteRequest::needsLookup)) {
            return new PendingCommit(new Demand(collection, requests, false));
        }
        List<WriteOperation> operations = new ArrayList<>(requests.size());
        for (WriteRequest request : requests) {
            switch (request) {
                case WriteRequest.Plain(var operation) -> operations.add(operation);
                case WriteRequest.ReplaceDocument replacement -> operations.addAll(replacement.operations());
                case WriteRequest.Edit _, WriteRequest.Conditional _ ->
                    throw new IllegalStateException(request + " has to be looked up");
            }
        }
        return new PendingCommit(List.of(new Change(collection, operations)));
    }

    /** The collections' keys and operations, as the log keeps them and {@link Recovery} reads them. */
    private static byte[] encode(List<Change> changes) {
        BinaryWriter out = BinaryWriter.toMemory();
        out.writeVarInt(changes.size());
        for (Change change : changes) {
            out.writeLong(change.collection().key().getMostSignificantBits());
            out.writeLong(change.collection().key().getLeastSignificantBits());
            out.writeVarInt(change.operations().size());
            for (WriteOperation operation : change.operations()) {
                OperationCodec.write(operation, out);
                requireSize(out.position());
            }
        }
        return out.toByteArray();
    }

    /** Refuses a commit that would have more bytes than one may have. */
    static void requireSize(long bytes) {
        if (bytes > WriteBatch.MAX_BYTES) {
            throw new InvalidRequestException(
                    "a commit has more than " + WriteBatch.MAX_BYTES + " bytes in the log; split it into several");
        }
    }

    /** What the writer has to look up, if anything. */
    @Nullable
    Demand demand() {
        return demand;
    }

    /** Says what the commit comes to; by the writer. */
    void resolve(CollectionEngine collection, Resolver resolved) {
        changes = List.of(new Change(collection, resolved.operations()));
        body = encode(changes);
        results = List.copyOf(resolved.results());
    }

    List<Change> changes() {
        return changes;
    }

    /** The collections that it is about. */
    List<CollectionEngine> collections() {
        return demand == null ? changes.stream().map(Change::collection).toList() : List.of(demand.collection());
    }

    byte[] body() {
        return body;
    }

    /** Whether it makes the database larger before it can make it smaller. */
    boolean stores() {
        return changes.stream()
                .flatMap(change -> change.operations().stream())
                .anyMatch(operation -> switch (operation) {
                    case WriteOperation.Upsert _, WriteOperation.PutDocument _ -> true;
                    case WriteOperation.Delete _, WriteOperation.DeleteDocument _ -> false;
                });
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

    /** The sequence number and what became of each request that was looked up, or what went wrong. */
    BatchResult result() {
        if (failure != null) {
            throw failure;
        }
        return new BatchResult(sequence, results);
    }
}
