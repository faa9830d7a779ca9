package io.vecstore;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param sequenceNumber the number of the commit
 * @param results what became of each change, in the order in which they were added to the batch
 */
public record BatchResult(long sequenceNumber, List<WriteResult> results) {

    public BatchResult {
        results = List.copyOf(results);
    }
}
