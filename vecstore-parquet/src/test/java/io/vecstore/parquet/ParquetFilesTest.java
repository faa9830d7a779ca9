package io.vecstore.parquet;

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
import io.vecstore.error.VecStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported and imported again is what was there, to the last bit; files of others are read as far as they fit. */
class ParquetFilesTest {

    private static final long SEED = Long.getLong("vecstore.seed", 19);

    @TempDir
    Path folder;

    private VecDatabase database;
    private VectorCollection to;

    @BeforeEach
    void open() {
        database = VecDatabase.open(folder.resolve("db"));
        to = database.createCollection("to", CollectionOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void fill(VectorCollection collection) {
        System.out.println("ParquetFilesTest seed " + SEED);
        Random random = new Random(SEED);
        collection.putDocument(new Document("d", "line\nbreak \ud83d\ude00", Metadata.of("k", List.of(1, "x"))));
        for (int i = 0; i < 1_200; i++) {
            float[] vector = new float[3];
            for (int j = 0; j < vector.length; j++) {
                float bits = Float.intBitsToFloat(random.nextInt());
                vector[j] = Float.isFinite(bits) ? bits : j;
            }
            VectorRecord.Builder builder =
                    VectorRecord.builder("id " + i).metadata(Metadata.of("n", i, "d", random.nextGaussian()));
            if (i % 3 > 0) {
                builder.vector(vector);
            }
            if (i % 4 > 0) {
                builder.text("text " + random.nextLong()).documentId("d");
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
    void export_thenImport_isEqualToTheLastBit() {
        Path file = folder.resolve("c.parquet");
        VectorCollection from = database.createCollection("from", CollectionOptions.DEFAULT);
        fill(from);
        assertThat(ParquetFiles.exportTo(file, from)).isEqualTo(1_201);
        assertThat(ParquetFiles.importFrom(file, to)).isEqualTo(1_201);
        assertThat(contents(to)).isEqualTo(contents(from));
        assertThatThrownBy(() -> ParquetFiles.exportTo(file, from)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ParquetFiles.importFrom(folder.resolve("none"), to))
                .isInstanceOf(NotFoundException.class);
    }

    private interface Filling {
        void fill(Group row);
    }

    private Path file(String schema, CompressionCodecName codec, Filling filling) throws IOException {
        Path file = folder.resolve("foreign.parquet");
        Files.deleteIfExists(file);
        MessageType type = MessageTypeParser.parseMessageType(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(type)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(codec)
                .build()) {
            Group row = new SimpleGroup(type);
            filling.fill(row);
            writer.write(row);
        }
        return file;
    }

    @Test
    void foreignFile_withDoublesSnappyAndOtherColumns_isRead() throws IOException {
        Path file = file(
                "message m { optional binary id (STRING); optional int32 other; optional group vector (LIST) {"
                        + " repeated group bag { optional double array_element; } } }",
                CompressionCodecName.SNAPPY,
                row -> {
                    row.append("id", "a").append("other", 5);
                    Group list = row.addGroup("vector");
                    list.addGroup(0).append("array_element", 0.5);
                    list.addGroup(0).append("array_element", -2.0);
                });
        assertThat(ParquetFiles.importFrom(file, to)).isEqualTo(1);
        assertThat(to.get("a").orElseThrow().vector().orElseThrow()).containsExactly(0.5f, -2f);
    }

    @Test
    void unfitColumns_areNamedWithTheRow() throws IOException {
        assertUnfit("message m { optional binary text (STRING); }", row -> row.append("text", "x"), "\"id\"");
        assertUnfit("message m { required int64 id; }", row -> row.append("id", 5L), "int64");
        assertUnfit(
                "message m { required binary id (STRING); optional binary type (STRING); }",
                row -> row.append("id", "a").append("type", "page"),
                "page");
        assertUnfit(
                "message m { required binary id (STRING); repeated binary vector; }",
                row -> row.append("id", "a").append("vector", "x"),
                "components");
        assertUnfit(
                "message m { required binary id (STRING); optional binary metadata (STRING); }",
                row -> row.append("id", "a").append("metadata", "[]"),
                "metadata");
        assertThat(to.count()).isZero();
    }

    private void assertUnfit(String schema, Filling filling, String word) throws IOException {
        Path file = file(schema, CompressionCodecName.UNCOMPRESSED, filling);
        assertThatThrownBy(() -> ParquetFiles.importFrom(file, to))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("row 1 of", "foreign.parquet", word);
    }

    @Test
    void truncatedOrFlipped_endsInTypedErrors() throws IOException {
        VectorCollection from = database.createCollection("from", CollectionOptions.DEFAULT);
        from.upsert(
                VectorRecord.builder("a").text("x").vector(new float[] {1, 2}).build());
        Path file = folder.resolve("c.parquet");
        ParquetFiles.exportTo(file, from);
        byte[] good = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < good.length; i += 7) {
            byte[] flipped = good.clone();
            flipped[i] ^= 0x55;
            for (byte[] bytes : List.of(flipped, Arrays.copyOf(good, i))) {
                Path bad = Files.write(folder.resolve("bad.parquet"), bytes);
                try {
                    ParquetFiles.importFrom(bad, to);
                } catch (VecStoreException typed) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(good.length / 7);
    }
}
