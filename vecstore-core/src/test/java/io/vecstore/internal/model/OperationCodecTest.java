package io.vecstore.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationCodecTest {

    private static final RecordData FULL = new RecordData(
                    "id", new float[] {1, -2}, "text", "doc", Metadata.of("k", "v"), 1_000, 7)
            .withDeletedAt(2_000);

    static Stream<WriteOperation> operations() {
        return Stream.of(
                new WriteOperation.Upsert(FULL),
                new WriteOperation.Upsert(FULL.withDeletedAt(RecordData.NEVER).withExpiresAt(RecordData.NEVER)),
                new WriteOperation.Upsert(
                        new RecordData("bare", null, null, null, Metadata.empty(), RecordData.NEVER, 7)),
                new WriteOperation.Delete("id"),
                new WriteOperation.PutDocument(new Document("doc", "text", Metadata.of("k", 1))),
                new WriteOperation.DeleteDocument("doc"));
    }

    private static byte[] encode(WriteOperation operation) {
        BinaryWriter out = BinaryWriter.toMemory();
        OperationCodec.write(operation, out);
        return out.toByteArray();
    }

    private static WriteOperation decode(byte[] bytes) {
        return OperationCodec.read(new BinaryReader(MemorySegment.ofArray(bytes), "test.log", 0), 7);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_writtenAndRead_isTheSame(WriteOperation operation) {
        byte[] bytes = encode(operation);
        assertThat(encode(decode(bytes))).isEqualTo(bytes);
        if (operation instanceof WriteOperation.Upsert(var data)) {
            RecordData read = ((WriteOperation.Upsert) decode(bytes)).record();
            assertThat(List.of(read.deletedAt(), read.expiresAt(), read.version()))
                    .isEqualTo(List.of(data.deletedAt(), data.expiresAt(), data.version()));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_cutAnywhere_isCorrupt(WriteOperation operation) {
        byte[] bytes = encode(operation);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> decode(cut))
                    .as("cut to %d of %d bytes", length, bytes.length)
                    .isInstanceOf(CorruptDataException.class);
        }
    }

    @Test
    void record_withFlagsOfALaterFormat_isCorrupt() {
        byte[] bytes = encode(new WriteOperation.Upsert(FULL));
        bytes[4] |= 32; // tag, length of the id, two bytes of id, then the flags
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("\"id\"", "flags");
    }
}
