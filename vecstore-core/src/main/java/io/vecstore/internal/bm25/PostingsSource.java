package io.vecstore.internal.bm25;

/**
 * An index to be written or merged, and where its documents go.
 *
 * @param postings the index
 * @param newOrdinals for each of its ordinals the new one, ascending, or {@link #DROPPED}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record PostingsSource(Postings postings, int[] newOrdinals) {

    public static final int DROPPED = -1;

    public PostingsSource {
        if (newOrdinals.length < postings.ordinalLimit()) {
            throw new IllegalArgumentException(
                    newOrdinals.length + " new ordinals for an index of " + postings.ordinalLimit());
        }
    }
}
