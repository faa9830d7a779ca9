package io.vecstore.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vecstore.Document;
import io.vecstore.Snapshot;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Exports and imports collections as one JSON object a line; the package comment shows the lines. */
public final class JsonLines {

    /** Lines that are committed together. */
    private static final int BATCH_LINES = 500;
    /** A text of the greatest length, each character escaped, and the rest of the record. */
    private static final int MAX_STRING_LENGTH = 6 * VectorRecord.MAX_TEXT_LENGTH;

    private static final JsonMapper MAPPER = mapper();

    private JsonLines() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder().build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(MAX_STRING_LENGTH)
                        .build());
        return mapper;
    }

    /**
     * Writes all documents and records as of one commit.
     *
     * @param file a file that does not exist; it appears when it is complete and synced
     * @return how many lines there are
     * @throws ConflictException if the file exists
     * @throws StorageException if it cannot be written
     */
    public static long exportTo(Path file, VectorCollection collection) {
        if (Files.exists(file)) {
            throw new ConflictException(file + " exists; name a file that does not");
        }
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            long lines = write(temporary, collection);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return lines;
        } catch (UncheckedIOException refused) {
            throw discarding(temporary, Objects.requireNonNull(refused.getCause()));
        } catch (IOException refused) {
            throw discarding(temporary, refused);
        }
    }

    private static StorageException discarding(Path temporary, IOException refused) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException alsoRefused) {
            refused.addSuppressed(alsoRefused);
        }
        return new StorageException("write", temporary.toString(), refused);
    }

    private static long write(Path file, VectorCollection collection) throws IOException {
        AtomicLong lines = new AtomicLong();
        try (FileOutputStream out = new FileOutputStream(file.toFile());
                OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
                JsonGenerator json = MAPPER.getFactory().createGenerator(buffered);
                Snapshot snapshot = collection.snapshot()) {
            json.setRootValueSeparator(null);
            snapshot.forEachDocument(document -> line(json, lines, () -> write(json, document)));
            snapshot.forEach(record -> line(json, lines, () -> write(json, record)));
            json.flush();
            out.getFD().sync();
        }
        return lines.get();
    }

    private interface Content {
        void write() throws IOException;
    }

    private static void line(JsonGenerator json, AtomicLong lines, Content content) {
        try {
            json.writeStartObject();
            content.write();
            json.writeEndObject();
            json.writeRaw('\n');
            lines.incrementAndGet();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void write(JsonGenerator json, Document document) throws IOException {
        json.writeStringField("document", document.id());
        json.writeStringField("text", document.text());
        json.writeFieldName("metadata");
        json.writeRawValue(document.metadata().toJson());
    }

    private static void write(JsonGenerator json, VectorRecord record) throws IOException {
        json.writeStringField("id", record.id());
        if (record.documentId().isPresent()) {
            json.writeStringField("documentId", record.documentId().get());
        }
        if (record.text().isPresent()) {
            json.writeStringField("text", record.text().get());
        }
        json.writeFieldName("metadata");
        json.writeRawValue(record.metadata().toJson());
        if (record.vector().isPresent()) {
            json.writeArrayFieldStart("vector");
            for (float component : record.vector().get()) {
                json.writeNumber(component);
            }
            json.writeEndArray();
        }
        if (record.expiresAt().isPresent()) {
            json.writeStringField("expiresAt", record.expiresAt().get().toString());
        }
    }

    /**
     * Stores the documents and records of a file, in place of those of the same ids.
     *
     * @return how many lines there were
     * @throws NotFoundException if there is no such file
     * @throws InvalidRequestException naming the line, if one is no document and no record; those before it are stored,
     *     in whole batches
     */
    public static long importFrom(Path file, VectorCollection collection) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return read(lines, file, collection);
        } catch (NoSuchFileException absent) {
            throw new NotFoundException("there is no file " + file);
        } catch (IOException refused) {
            throw new StorageException("read", file.toString(), refused);
        }
    }

    private static long read(BufferedReader lines, Path file, VectorCollection collection) throws IOException {
        long number = 0;
        WriteBatch batch = new WriteBatch();
        int inBatch = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                RowReader.add(line, MAPPER, batch);
            } catch (VecStoreException | IOException | DateTimeException wrong) {
                throw new InvalidRequestException(
                        "line " + number + " of " + file + " is no document and no record: " + wrong.getMessage());
            }
            if (++inBatch == BATCH_LINES) {
                collection.write(batch);
                batch = new WriteBatch();
                inBatch = 0;
            }
        }
        collection.write(batch);
        return number;
    }
}
