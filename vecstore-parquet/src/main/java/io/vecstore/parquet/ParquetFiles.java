package io.vecstore.parquet;

import io.vecstore.Snapshot;
import io.vecstore.VectorCollection;
import io.vecstore.WriteBatch;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/** Exports and imports collections as Parquet files; the package comment shows the columns. */
public final class ParquetFiles {

    /** Rows that are committed together. */
    private static final int BATCH_ROWS = 500;

    private ParquetFiles() {}

    /**
     * Writes all documents and records as of one commit.
     *
     * @param file a file that does not exist; it appears when it is complete and synced
     * @return how many rows there are
     * @throws ConflictException if the file exists
     * @throws StorageException if it cannot be written
     */
    public static long exportTo(Path file, VectorCollection collection) {
        if (Files.exists(file)) {
            throw new ConflictException(file + " exists; name a file that does not");
        }
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(temporary);
            long rows = write(temporary, collection);
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return rows;
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
        AtomicLong rows = new AtomicLong();
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withType(Columns.SCHEMA)
                        .withConf(new PlainParquetConfiguration())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .build();
                Snapshot snapshot = collection.snapshot()) {
            snapshot.forEachDocument(document -> write(writer, Columns.row(document), rows));
            snapshot.forEach(record -> write(writer, Columns.row(record), rows));
        }
        return rows.get();
    }

    private static void write(ParquetWriter<Group> writer, Group row, AtomicLong rows) {
        try {
            writer.write(row);
            rows.incrementAndGet();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * Stores the documents and records of a file, in place of those of the same ids.
     *
     * @return how many rows there were
     * @throws NotFoundException if there is no such file
     * @throws CorruptDataException if it is damaged, or no Parquet file
     * @throws InvalidRequestException naming the row, counted from 1, if one is no document and no record; those before
     *     it are stored, in whole batches
     */
    public static long importFrom(Path file, VectorCollection collection) {
        if (!Files.exists(file)) {
            throw new NotFoundException("there is no file " + file);
        }
        try (ParquetReader<Group> reader = open(file)) {
            return read(reader, file, collection);
        } catch (IOException refused) {
            throw new StorageException("read", file.toString(), refused);
        }
    }

    /** Reads plain files, without Hadoop's configuration. */
    private static final class PlainReader extends ParquetReader.Builder<Group> {
        PlainReader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private static ParquetReader<Group> open(Path file) throws IOException {
        return new PlainReader(new LocalInputFile(file)).build();
    }

    private static long read(ParquetReader<Group> reader, Path file, VectorCollection collection) {
        long number = 0;
        WriteBatch batch = new WriteBatch();
        for (Group row = next(reader, file); row != null; row = next(reader, file)) {
            number++;
            try {
                Columns.add(row, batch);
            } catch (VecStoreException wrong) {
                throw new InvalidRequestException(
                        "row " + number + " of " + file + " is no document and no record: " + wrong.getMessage());
            }
            if (number % BATCH_ROWS == 0) {
                collection.write(batch);
                batch = new WriteBatch();
            }
        }
        collection.write(batch);
        return number;
    }

    /** The next row, or null. The library throws unchecked exceptions of many kinds for bytes that make no sense. */
    private static @Nullable Group next(ParquetReader<Group> reader, Path file) {
        try {
            return reader.read();
        } catch (IOException | RuntimeException damaged) {
            throw new CorruptDataException(file.toString(), 0, "no readable Parquet file: " + damaged);
        }
    }
}
