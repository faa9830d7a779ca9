package io.vecstore.internal.model;

import io.vecstore.Metadata;
import java.time.Duration;

/** A change to parts of a stored record, which keeps the others, its vector among them. */
public sealed interface RecordEdit {

    /** Gives the record other metadata. */
    record ReplaceMetadata(Metadata metadata) implements RecordEdit {}

    /** Merges a patch into the metadata, as {@link Metadata#mergePatch} does. */
    record MergeMetadata(Metadata patch) implements RecordEdit {}

    /** Has the record expire when {@code ttl} has passed since the commit. */
    record ExpireAfter(Duration ttl) implements RecordEdit {}

    /** Has the record expire at a time in milliseconds since the epoch; never with {@link RecordData#NEVER}. */
    record ExpireAt(long time) implements RecordEdit {}

    /** Hides the record from readers. */
    record SoftDelete() implements RecordEdit {}

    /** Undoes {@link SoftDelete}. */
    record Restore() implements RecordEdit {}
}
