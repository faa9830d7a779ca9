package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Sections;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The index of a segment on disk, as the package describes the file. */
public final class FieldsFile implements FieldIndex {

    /** The kind of the {@link FramedFile}. */
    public static final String KIND = "FLDS";

    private final Map<FieldPath, Field> fields = new HashMap<>();
    private final int ordinalLimit;
    private final boolean complete;

    private record Field(boolean indexed, Map<FieldKind, FileColumn> columns) {}

    private FieldsFile(FramedFile file) {
        Sections sections = new Sections(file);
        MemorySegment directory = sections.get(FieldsWriter.DIRECTORY);
        BinaryReader in = new BinaryReader(directory, file.path().toString(), FramedFile.HEADER_BYTES);
        checkDirectory(directory, in);
        int format = in.readInt();
        if (format != FieldsWriter.FORMAT) {
            throw in.corrupt("field index of format " + format + ", this version reads " + FieldsWriter.FORMAT);
        }
        this.ordinalLimit = in.readInt();
        this.complete = in.readByte() != 0;
        int count = in.readCount(1);
        for (int i = 0; i < count; i++) {
            fields.put(readPath(in), readField(sections, in));
        }
    }

    /** Opens the index that {@link FieldsWriter} wrote into {@code file}. */
    public static FieldsFile of(FramedFile file) {
        return new FieldsFile(file);
    }

    private static void checkDirectory(MemorySegment directory, BinaryReader in) {
        long length = directory.byteSize() - Integer.BYTES;
        in.seek(length);
        CRC32C checksum = new CRC32C();
        checksum.update(directory.asSlice(0, length).asByteBuffer());
        if (in.readInt() != (int) checksum.getValue()) {
            throw in.corrupt("the checksum of the directory does not match its bytes");
        }
        in.seek(0);
    }

    private static FieldPath readPath(BinaryReader in) {
        int count = in.readCount(1);
        List<String> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(in.readString());
        }
        try {
            return new FieldPath(keys);
        } catch (InvalidRequestException malformed) {
            throw in.corrupt(malformed.getMessage());
        }
    }

    private Field readField(Sections sections, BinaryReader in) {
        boolean indexed = in.readByte() != 0;
        Map<FieldKind, FileColumn> columns = new EnumMap<>(FieldKind.class);
        int count = in.readCount(1);
        for (int i = 0; i < count; i++) {
            int code = in.readByte();
            FieldKind kind = FieldKind.of(code).orElseThrow(() -> in.corrupt("a column of kind " + code));
            columns.put(kind, new FileColumn(sections, in));
        }
        return new Field(indexed, columns);
    }

    @Override
    public int ordinalLimit() {
        return ordinalLimit;
    }

    @Override
    public boolean isIndexed(FieldPath path) {
        Field field = fields.get(path);
        return field == null ? complete : field.indexed();
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Collection<FieldPath> paths() {
        return fields.keySet();
    }

    @Override
    public @Nullable Column column(FieldPath path, FieldKind kind) {
        Field field = fields.get(path);
        return field == null ? null : field.columns().get(kind);
    }
}
