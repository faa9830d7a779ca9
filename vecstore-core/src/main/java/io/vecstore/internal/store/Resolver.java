package io.vecstore.internal.store;

import io.vecstore.WriteResult;
import io.vecstore.WriteResult.Outcome;
import io.vecstore.error.ConflictException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.RecordEdit;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a caller asks for into what is done, one request after the other, by what is stored under each id. */
final class Resolver {

    private final Staged rows;
    private final long sequence;
    private final long now;
    private final boolean skipConflicts;
    private final List<WriteOperation> operations = new ArrayList<>();
    private final List<WriteResult> results = new ArrayList<>();

    /**
     * @param rows what is stored; takes what is resolved
     * @param sequence the number of the commit that it is resolved for
     * @param now the time that expiry is judged by, in milliseconds since the epoch
     * @param skipConflicts whether a request whose version does not match is left out, instead of being an error
     */
    Resolver(Staged rows, long sequence, long now, boolean skipConflicts) {
        this.rows = rows;
        this.sequence = sequence;
        this.now = now;
        this.skipConflicts = skipConflicts;
    }

    /** What is to be done, so far. */
    List<WriteOperation> operations() {
        return operations;
    }

    /** What became of each request, so far. */
    List<WriteResult> results() {
        return results;
    }

    /**
     * Takes the next request.
     *
     * @throws ConflictException if it asks for another version than the stored one, unless that is to be skipped
     */
    void resolve(WriteRequest request) {
        switch (request) {
            case WriteRequest.Plain(var operation) -> plain(operation);
            case WriteRequest.ReplaceDocument replacement -> {
                String id = replacement.document().id();
                results.add(stored(id, rows.document(id) != null));
                replacement.operations().forEach(this::perform);
            }
            case WriteRequest.Edit(var id, var edit) -> edit(id, edit);
            case WriteRequest.Conditional(var wanted, var version) -> conditional(wanted, version);
        }
    }

    private void plain(WriteOperation operation) {
        results.add(
                switch (operation) {
                    case WriteOperation.Upsert(var data) -> stored(data.id(), visible(data.id()) != null);
                    case WriteOperation.Delete(var id) -> removed(id, unexpired(id) != null);
                    case WriteOperation.PutDocument(var document) ->
                        stored(document.id(), rows.document(document.id()) != null);
                    case WriteOperation.DeleteDocument(var id) -> removed(id, rows.document(id) != null);
                });
        perform(operation);
    }

    private void edit(String id, RecordEdit edit) {
        Row row = edit instanceof RecordEdit.Restore ? softDeleted(id) : visible(id);
        if (row == null) {
            results.add(removed(id, false));
            return;
        }
        perform(new WriteOperation.Upsert(edited(row.data(), edit)));
        results.add(edit instanceof RecordEdit.SoftDelete ? removed(id, true) : stored(id, true));
    }

    private RecordData edited(RecordData data, RecordEdit edit) {
        return switch (edit) {
            case RecordEdit.ReplaceMetadata(var metadata) -> data.withMetadata(metadata);
            case RecordEdit.MergeMetadata(var patch) ->
                data.withMetadata(data.metadata().mergePatch(patch));
            case RecordEdit.ExpireAfter(var ttl) -> data.withExpiresAt(Times.after(now, ttl));
            case RecordEdit.ExpireAt(var time) -> data.withExpiresAt(time);
            case RecordEdit.SoftDelete() -> data.withDeletedAt(now);
            case RecordEdit.Restore() -> data.withDeletedAt(RecordData.NEVER);
        };
    }

    private void conditional(WriteRequest wanted, long version) {
        String id = idOf(wanted);
        Row row = seesSoftDeleted(wanted) ? unexpired(id) : visible(id);
        long found = row == null ? 0 : row.version();
        if (found == version) {
            resolve(wanted);
        } else if (skipConflicts) {
            results.add(new WriteResult(id, Outcome.VERSION_CONFLICT, found));
        } else {
            throw ConflictException.ofVersion(id, version, found);
        }
    }

    private static boolean seesSoftDeleted(WriteRequest request) {
        return switch (request) {
            case WriteRequest.Plain plain -> plain.operation() instanceof WriteOperation.Delete;
            case WriteRequest.Edit edit -> edit.edit() instanceof RecordEdit.Restore;
            case WriteRequest.ReplaceDocument _, WriteRequest.Conditional _ -> false;
        };
    }

    private static String idOf(WriteRequest request) {
        return switch (request) {
            case WriteRequest.Plain(WriteOperation.Upsert(var data)) -> data.id();
            case WriteRequest.Plain(WriteOperation.Delete(var id)) -> id;
            case WriteRequest.Edit edit -> edit.id();
            default -> throw new IllegalArgumentException(request + " is not about one record");
        };
    }

    private void perform(WriteOperation operation) {
        operations.add(operation);
        rows.add(operation, sequence);
    }

    private WriteResult stored(String id, boolean before) {
        return new WriteResult(id, before ? Outcome.UPDATED : Outcome.CREATED, sequence);
    }

    private static WriteResult removed(String id, boolean before) {
        return new WriteResult(id, before ? Outcome.DELETED : Outcome.NOT_FOUND, 0);
    }

    private @Nullable Row visible(String id) {
        Row row = rows.row(id);
        return row != null && row.isVisible(now) ? row : null;
    }

    private @Nullable Row unexpired(String id) {
        Row row = rows.row(id);
        return row != null && row.isUnexpired(now) ? row : null;
    }

    private @Nullable Row softDeleted(String id) {
        Row row = unexpired(id);
        return row != null && row.deletedAt() != RecordData.NEVER ? row : null;
    }
}
