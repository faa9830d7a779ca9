package io.vecstore.pipeline.sync;

/**
 * What a sync found when it compared folder and store.
 *
 * @param folder the folder's absolute path
 * @param files how many files there are
 * @param filesToRead how many of them have to be looked into: new, or changed in size or time, or failed before
 * @param bytesToRead how large those are
 * @param filesGone how many documents have lost their file; some may turn out to have moved
 */
public record SyncStart(String folder, int files, int filesToRead, long bytesToRead, int filesGone) {}
