package io.vecstore.internal.io;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** The sections of a file that {@link SectionWriter} wrote. */
public final class Sections {

    private static final int ENTRY_BYTES = 20;

    private final FramedFile file;
    private final Map<Integer, MemorySegment> sections = new HashMap<>();

    /** Reads the directory, checking that every section lies within the file. */
    public Sections(FramedFile file) {
        this.file = file;
        MemorySegment body = file.body();
        BinaryReader in = file.reader();
        in.seek(body.byteSize() - Integer.BYTES);
        int count = in.readInt();
        long directory = body.byteSize() - Integer.BYTES - (long) count * ENTRY_BYTES;
        if (count < 0 || directory < 0) {
            throw in.corrupt("the directory is said to have " + count + " sections");
        }
        in.seek(directory);
        for (int i = 0; i < count; i++) {
            int section = in.readInt();
            long offset = in.readLong();
            long length = in.readLong();
            if (offset < 0 || length < 0 || offset > directory - length) {
                throw in.corrupt("section " + section + " does not lie within the file");
            }
            sections.put(section, body.asSlice(offset, length));
        }
    }

    public boolean has(int section) {
        return sections.containsKey(section);
    }

    /** The bytes of a section that has to be there. */
    public MemorySegment get(int section) {
        MemorySegment bytes = sections.get(section);
        if (bytes == null) {
            throw file.corrupt(FramedFile.HEADER_BYTES, "section " + section + " is missing");
        }
        return bytes;
    }

    /** The bytes of a section that has to be there and to have exactly {@code length} bytes. */
    public MemorySegment get(int section, long length) {
        MemorySegment bytes = get(section);
        if (bytes.byteSize() != length) {
            throw file.corrupt(
                    FramedFile.HEADER_BYTES,
                    "section " + section + " has " + bytes.byteSize() + " bytes instead of " + length);
        }
        return bytes;
    }

    public FramedFile file() {
        return file;
    }
}
