package io.vecstore.pipeline;

import io.vecstore.CollectionStats;
import java.util.List;
import java.util.Optional;

/**
 * Numbers about a pipeline's collection at one moment.
 *
 * @param folders what came from each synced folder, by URI
 * @param chunks records that searches find
 * @param model the name of the model that the vectors are from; empty while there are none
 * @param collection the collection's own numbers, which count bookkeeping too
 */
public record PipelineStats(
        List<FolderStats> folders, long chunks, Optional<String> model, CollectionStats collection) {

    /**
     * Numbers about one synced folder.
     *
     * @param root the folder's URI
     * @param documents with text and chunks
     * @param failed files whose newest version gave no document
     * @param skipped files of formats that no parser reads
     * @param characters of all documents together
     */
    public record FolderStats(String root, long documents, long failed, long skipped, long characters) {}

    /** Copies the list. */
    public PipelineStats {
        folders = List.copyOf(folders);
    }

    public long documents() {
        return folders.stream().mapToLong(FolderStats::documents).sum();
    }
}
