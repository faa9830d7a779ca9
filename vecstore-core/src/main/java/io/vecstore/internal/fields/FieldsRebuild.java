package io.vecstore.internal.fields;

import io.vecstore.Metadata;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes an index anew from metadata. Rows are indexed in runs, each written to a file beside the one to be made, and the
 * runs merged, so that the memory needed does not grow with the segment.
 */
public final class FieldsRebuild {

    private static final int RUN_ROWS = 50_000;

    private final Storage storage;
    private final Path path;
    private final UUID owner;
    private final IntFunction<Metadata> metadata;
    private final int runRows;

    /**
     * @param path the file to be written; runs have its name with a number after it
     * @param owner what the file belongs to
     * @param metadata of each row, asked for in ascending order
     */
    public FieldsRebuild(Storage storage, Path path, UUID owner, IntFunction<Metadata> metadata) {
        this(storage, path, owner, metadata, RUN_ROWS);
    }

    FieldsRebuild(Storage storage, Path path, UUID owner, IntFunction<Metadata> metadata, int runRows) {
        this.storage = storage;
        this.path = path;
        this.owner = owner;
        this.metadata = metadata;
        this.runRows = runRows;
    }

    /** Writes and syncs the file for rows 0 to {@code rowCount - 1}. */
    public void write(int rowCount) {
        if (rowCount <= runRows) {
            write(path, List.of(source(index(0, rowCount), 0, rowCount)), rowCount);
            return;
        }
        List<Path> runs = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            List<FieldsSource> sources = new ArrayList<>();
            for (int first = 0; first < rowCount; first += runRows) {
                int end = Math.min(rowCount, first + runRows);
                Path run = path.resolveSibling(path.getFileName() + "-" + runs.size());
                runs.add(run);
                write(run, List.of(source(index(first, end), 0, end - first)), end - first);
                FramedFile file = FramedFile.open(storage, run, FieldsFile.KIND, owner, arena);
                sources.add(source(FieldsFile.of(file), first, end));
            }
            write(path, sources, rowCount);
        } finally {
            runs.forEach(storage::delete);
        }
    }

    private MemoryFields.View index(int first, int end) {
        MemoryFields fields = new MemoryFields();
        for (int ordinal = first; ordinal < end; ordinal++) {
            fields.add(ordinal - first, metadata.apply(ordinal));
        }
        return fields.view(end - first);
    }

    /** The rows of an index, which become the ordinals from {@code first} on. */
    private static FieldsSource source(FieldIndex index, int first, int end) {
        return new FieldsSource(index, IntStream.range(first, end).toArray());
    }

    private void write(Path target, List<FieldsSource> sources, int rowCount) {
        FramedFile.write(storage, target, FieldsFile.KIND, owner, out -> FieldsWriter.write(out, sources, rowCount));
    }
}
