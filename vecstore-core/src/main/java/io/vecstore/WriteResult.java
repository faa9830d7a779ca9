package io.vecstore;

/**
 * What became of one change of a batch.
 *
 * @param id of the record or document
 * @param outcome what was done
 * @param version the version that the record has now, for what was stored; the version that it has and should not have,
 *     for {@link Outcome#VERSION_CONFLICT}, 0 where there is none; otherwise 0
 */
public record WriteResult(String id, Outcome outcome, long version) {

    /** What can become of a change. */
    public enum Outcome {
        /** It was stored, and there was none before. */
        CREATED,
        /** It was stored in place of an older one, or changed, or restored. */
        UPDATED,
        /** It was removed or soft-deleted. */
        DELETED,
        /** Nothing was done, because there is none. */
        NOT_FOUND,
        /** Nothing was done, because the record has another version than was asked for. */
        VERSION_CONFLICT
    }
}
