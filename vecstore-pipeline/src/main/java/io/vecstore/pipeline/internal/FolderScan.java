package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.FileFailure;
import java.util.List;

/**
 * What is in a folder.
 *
 * @param files regular files, sorted by path
 * @param failed places that could not be looked into: nothing is known of what is below them
 * @param skipped entries that are neither files nor folders
 */
record FolderScan(List<ScannedFile> files, List<FileFailure> failed, List<FileFailure> skipped) {

    /** Whether {@code path} is, or is below, a place that could not be looked into. */
    boolean isUnknown(String path) {
        return failed.stream()
                .map(FileFailure::path)
                .anyMatch(place -> place.isEmpty()
                        || path.equals(place)
                        || (path.startsWith(place) && path.charAt(place.length()) == '/'));
    }
}
