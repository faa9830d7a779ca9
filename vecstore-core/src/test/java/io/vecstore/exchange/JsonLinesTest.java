package io.vecstore.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported and imported again is what was there, to the last bit. */
class JsonLinesTest {

    private static final long SEED = Long.getLong("vecstore.seed", 3);

    @TempDir
    Path folder;

    private static void fill(VectorCollection collection) {
        System.out.println("JsonLinesTest seed " + SEED);
        Random random = new Random(SEED);
        collection.putDocument(new Document("d", "line\nbreak \u2028 \ud83d\ude00", Metadata.of("k", List.of(1, "x"))));
        for (int i = 0; i < 1_200; i++) {
            float[] vector = new float[3];
            for (int j = 0; j < vector.length; j++) {
                float bits = Float.intBitsToFloat(random.nextInt());
                vector[j] = Float.isFinite(bits) ? bits : j;
            }
            VectorRecord.Builder builder =
                    VectorRecord.builder("id \"" + i + "\"").metadata(Metadata.of("n", i, "d", random.nextGaussian()));
            if (i % 3 > 0) {
                builder.vector(vector);
            }
            if (i % 4 > 0) {
                builder.text("text \t " + random.nextLong()).documentId("d");
            }
            if (i % 5 == 0) {
                builder.expiresAt(Instant.ofEpochMilli(4_000_000_000_000L + i));
            }
            collection.upsert(builder.build());
        }
    }

    private static Map<String, List<Object>> contents(VectorCollection collection) {
        Map<String, List<Object>> contents = new TreeMap<>();
        collection.forEach(record -> contents.put(
                record.id(),
                List.of(
                        record.vector().map(Arrays::hashCode),
                        record.text(),
                        record.documentId(),
                        record.metadata(),
                        record.expiresAt())));
        collection.forEachDocument(document -> contents.put("document " + document.id(), List.of(document)));
        return contents;
    }

    @Test
    void export_thenImport_isEqualToTheLastBit() throws IOException {
        Path file = folder.resolve("c.jsonl");
        try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
            VectorCollection from = database.createCollection("from", CollectionOptions.DEFAULT);
            VectorCollection to = database.createCollection("to", CollectionOptions.DEFAULT);
            fill(from);
            assertThat(JsonLines.exportTo(file, from)).isEqualTo(1_201);
            assertThat(Files.readAllLines(file)).hasSize(1_201);
            assertThat(JsonLines.importFrom(file, to)).isEqualTo(1_201);
            assertThat(contents(to)).isEqualTo(contents(from));
            assertThatThrownBy(() -> JsonLines.exportTo(file, from)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> JsonLines.importFrom(folder.resolve("none"), to))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"id\":1}",
                "{\"id\":\"a\",\"document\":\"b\"}",
                "{\"text\":\"a\"}",
                "{\"id\":\"a\",\"vektor\":[1]}",
                "{\"id\":\"a\",\"vector\":[1,\"2\"]}",
                "{\"id\":\"a\",\"vector\":[NaN]}",
                "{\"id\":\"a\",\"metadata\":[]}",
                "{\"id\":\"a\",\"expiresAt\":\"tomorrow\"}",
                "{\"id\":\"a\"} {\"id\":\"b\"}",
                "{\"id\":\"a\"",
            })
    void badLine_isNamedWithItsNumber(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), "{\"id\":\"good\"}\n\n" + line + "\n");
        try (VecDatabase database = VecDatabase.open(folder.resolve("db"))) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            assertThatThrownBy(() -> JsonLines.importFrom(file, collection))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("line 3 of", "bad.jsonl");
            assertThat(collection.count()).isZero();
        }
    }
}
