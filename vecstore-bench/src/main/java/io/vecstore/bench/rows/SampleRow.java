package io.vecstore.bench.rows;

import io.vecstore.Metadata;
import io.vecstore.VectorRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One row to be stored, the same for every system: an id, a vector, a text, and five fields.
 *
 * @param id {@code r} and the row's number
 * @param vector shared, not to be written to
 * @param text about {@value SampleRows#TEXT_LENGTH} characters
 * @param fields the metadata
 */
@SuppressWarnings("ArrayRecordComponent") // the vector is made once, read by one system, and thrown away
public record SampleRow(String id, float[] vector, String text, Fields fields) {

    /** Metadata of five kinds. */
    public record Fields(String category, String source, long year, double rating, boolean reviewed) {

        public Metadata toMetadata() {
            return Metadata.builder()
                    .put("category", category)
                    .put("source", source)
                    .put("year", year)
                    .put("rating", rating)
                    .put("reviewed", reviewed)
                    .build();
        }
    }

    /** As a record of the store. */
    public VectorRecord toRecord() {
        return VectorRecord.builder(id)
                .vector(vector)
                .text(text)
                .metadata(fields.toMetadata())
                .build();
    }

    /** The vector as little-endian float32. */
    public byte[] vectorBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
