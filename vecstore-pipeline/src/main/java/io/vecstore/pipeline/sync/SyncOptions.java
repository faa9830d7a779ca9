package io.vecstore.pipeline.sync;

import io.vecstore.error.InvalidRequestException;

/**
 * How a folder is synced. Immutable.
 *
 * @param force deletes however many documents are gone; not by default
 * @param maxDeleteShare the share of a folder's documents, 0 to 1, of which no more are deleted in one sync unless
 *     forced; {@value #DEFAULT_MAX_DELETE_SHARE} by default. Up to {@value #ALWAYS_DELETED} are always deleted
 * @param dryRun only says what would be done; writes nothing, parses nothing and embeds nothing
 * @param retryFailed tries files again that failed before and have not changed since; not by default
 * @param listener is told what happens
 */
public record SyncOptions(
        boolean force, double maxDeleteShare, boolean dryRun, boolean retryFailed, SyncListener listener) {

    /** Half: a folder that loses more is more likely an unmounted drive than a clean-up. */
    public static final double DEFAULT_MAX_DELETE_SHARE = 0.5;

    /** In a small folder every share is soon reached, and little is lost. */
    public static final int ALWAYS_DELETED = 10;

    /** All defaults, and nobody listens. */
    public static final SyncOptions DEFAULT =
            new SyncOptions(false, DEFAULT_MAX_DELETE_SHARE, false, false, SyncListener.NONE);

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if the share is not in [0, 1]
     */
    public SyncOptions {
        if (!(maxDeleteShare >= 0 && maxDeleteShare <= 1)) {
            throw new InvalidRequestException("maxDeleteShare is " + maxDeleteShare + ", allowed are 0 to 1");
        }
    }

    public SyncOptions withForce(boolean other) {
        return new SyncOptions(other, maxDeleteShare, dryRun, retryFailed, listener);
    }

    public SyncOptions withMaxDeleteShare(double other) {
        return new SyncOptions(force, other, dryRun, retryFailed, listener);
    }

    public SyncOptions withDryRun(boolean other) {
        return new SyncOptions(force, maxDeleteShare, other, retryFailed, listener);
    }

    public SyncOptions withRetryFailed(boolean other) {
        return new SyncOptions(force, maxDeleteShare, dryRun, other, listener);
    }

    public SyncOptions withListener(SyncListener other) {
        return new SyncOptions(force, maxDeleteShare, dryRun, retryFailed, other);
    }
}
