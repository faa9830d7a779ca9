package io.vecstore.internal.fields;

/**
 * An index to be written or merged, and where its rows go.
 *
 * @param index the index
 * @param newOrdinals for each of its ordinals the new one, ascending, or {@link #DROPPED}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record FieldsSource(FieldIndex index, int[] newOrdinals) {

    public static final int DROPPED = -1;

    public FieldsSource {
        if (newOrdinals.length < index.ordinalLimit()) {
            throw new IllegalArgumentException(
                    newOrdinals.length + " new ordinals for an index of " + index.ordinalLimit());
        }
    }
}
