package io.vecstore.internal.segment;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which records are chunks of which document: a {@link KeyDictionary} of document ids and, in a section of its own,
 * {@code (end of the document's list u32)*, (record ordinal u32)*}. A document need not be stored to be named here.
 */
final class Parents {

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<List<Integer>> chunks = new ArrayList<>();
    private int rows;

    /** Takes the parent of the next row; returns its position, or -1 for none. */
    int add(@Nullable String parent) {
        int ordinal = rows++;
        if (parent == null) {
            return -1;
        }
        int position = positions.computeIfAbsent(parent, id -> {
            chunks.add(new ArrayList<>());
            return chunks.size() - 1;
        });
        chunks.get(position).add(ordinal);
        return position;
    }

    void writeKeys(BinaryWriter out, long seed) {
        KeyDictionary.Builder keys = new KeyDictionary.Builder();
        positions.keySet().forEach(keys::add);
        keys.write(out, seed);
    }

    void writeChunks(BinaryWriter out) {
        int end = 0;
        for (List<Integer> list : chunks) {
            end += list.size();
            out.writeInt(end);
        }
        chunks.forEach(list -> list.forEach(out::writeInt));
    }

    /** Visits the chunks of the document at {@code position} of {@code keys}. */
    static void forEachChunk(
            KeyDictionary keys, MemorySegment lists, String path, int position, int limit, IntConsumer visitor) {
        long ordinalsAt = (long) keys.count() * Integer.BYTES;
        long count = (lists.byteSize() - ordinalsAt) / Integer.BYTES;
        int start = position == 0 ? 0 : lists.get(Layouts.INT, (position - 1L) * Integer.BYTES);
        int end = lists.get(Layouts.INT, (long) position * Integer.BYTES);
        for (long i = start; i < end; i++) {
            int ordinal = i < 0 || i >= count ? -1 : lists.get(Layouts.INT, ordinalsAt + i * Integer.BYTES);
            if (ordinal < 0 || ordinal >= limit) {
                throw new BinaryReader(lists, path, 0).corrupt("chunk list " + position + " names record " + ordinal);
            }
            visitor.accept(ordinal);
        }
    }
}
