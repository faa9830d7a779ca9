package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.text.split.Chunk;
import java.util.List;

/** What looking into a file led to. */
sealed interface FileStep {

    SyncPlan.Work work();

    /** What can be said before parsing. */
    sealed interface Looked extends FileStep {}

    /** What there is to commit. */
    sealed interface Examined extends FileStep {}

    /** The content is what is stored; only size or time on record has to be renewed. */
    record Untouched(SyncPlan.Work work, FileVersion version) implements Looked, Examined {}

    /** The content is refused, and that is to be remembered. */
    record Refused(SyncPlan.Work work, RememberedFailure failure) implements Looked, Examined {}

    /** The file could not be read; nothing is known of its content. */
    record Unreadable(SyncPlan.Work work, String reason) implements Looked, Examined {}

    /** The content is new, and has to be parsed. */
    record Pending(SyncPlan.Work work, FileContent content) implements Looked {}

    /** The content was parsed and split, and waits for its vectors. */
    record Parsed(SyncPlan.Work work, FileVersion version, Document document, List<NewChunk> chunks)
            implements Examined {}

    /** A chunk and the metadata that its record will have. */
    record NewChunk(Chunk chunk, Metadata metadata) {}
}
