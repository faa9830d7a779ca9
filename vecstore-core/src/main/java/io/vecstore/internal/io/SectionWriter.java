package io.vecstore.internal.io;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Divides the body of a {@link FramedFile} into numbered sections, each 64-byte aligned, with a directory at the end:
 * {@code (section u32, offset u64, length u64)*, count u32}. Offsets count from the start of the file's body.
 */
public final class SectionWriter {

    private record Entry(int section, long offset, long length) {}

    private final BinaryWriter out;
    private final List<Entry> entries = new ArrayList<>();

    public SectionWriter(BinaryWriter out) {
        this.out = out;
    }

    /** Writes one section. */
    public void section(int number, Consumer<BinaryWriter> content) {
        out.align(FramedFile.HEADER_BYTES);
        long start = out.position();
        content.accept(out);
        entries.add(new Entry(number, start - FramedFile.HEADER_BYTES, out.position() - start));
    }

    /** Writes the directory; nothing may follow. */
    public void finish() {
        for (Entry entry : entries) {
            out.writeInt(entry.section());
            out.writeLong(entry.offset());
            out.writeLong(entry.length());
        }
        out.writeInt(entries.size());
    }
}
