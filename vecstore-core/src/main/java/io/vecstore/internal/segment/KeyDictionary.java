package io.vecstore.internal.segment;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A mapped dictionary from distinct keys to their positions 0..n-1 and back:
 *
 * <pre>
 * count u32, hash table size u32 (a power of two, at least 2 x count), seed u64,
 * end of each key u64 x count, position + 1 u32 x table size (0 = free, linear probing), the keys in UTF-8
 * </pre>
 *
 * The hash is 64-bit FNV-1a begun at a seed of the file's own, its bits mixed by the finaliser of MurmurHash3, so that
 * keys chosen to collide in one file do not in the next.
 */
final class KeyDictionary {

    private static final int HEADER_BYTES = 16;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final MemorySegment bytes;
    private final String path;
    private final int count;
    private final int tableMask;
    private final long seed;
    private final long tableAt;
    private final long keysAt;

    KeyDictionary(MemorySegment bytes, String path) {
        this.bytes = bytes;
        this.path = path;
        BinaryReader in = new BinaryReader(bytes, path, 0);
        this.count = in.readInt();
        int tableSize = in.readInt();
        this.seed = in.readLong();
        if (count < 0 || Integer.bitCount(tableSize) != 1 || tableSize < 2L * count) {
            throw in.corrupt("a key dictionary of " + count + " keys with a table of " + tableSize);
        }
        this.tableMask = tableSize - 1;
        this.tableAt = HEADER_BYTES + (long) count * Long.BYTES;
        this.keysAt = tableAt + (long) tableSize * Integer.BYTES;
        if (keysAt > bytes.byteSize()) {
            throw in.corrupt(
                    "a key dictionary of " + count + " keys is longer than its " + bytes.byteSize() + " bytes");
        }
    }

    int count() {
        return count;
    }

    String key(int position) {
        if (position >= count) {
            throw new BinaryReader(bytes, path, 0).corrupt("no key " + position + " among " + count);
        }
        long start = start(position);
        long end = end(position);
        if (start < 0 || end < start || end > bytes.byteSize() - keysAt) {
            throw new BinaryReader(bytes, path, 0).corrupt("key " + position + " does not lie within the dictionary");
        }
        byte[] utf8 = new byte[(int) (end - start)];
        MemorySegment.copy(bytes, Layouts.BYTE, keysAt + start, utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The position of {@code key}, or {@link Table#ABSENT}. */
    int find(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        int slot = (int) hash(utf8, seed) & tableMask;
        for (int probes = 0; probes <= tableMask; probes++) {
            int position = bytes.get(Layouts.INT, tableAt + (long) slot * Integer.BYTES) - 1;
            if (position < 0) {
                return Table.ABSENT;
            }
            if (position < count && isKey(position, utf8)) {
                return position;
            }
            slot = (slot + 1) & tableMask;
        }
        return Table.ABSENT;
    }

    private boolean isKey(int position, byte[] utf8) {
        long start = start(position);
        if (end(position) - start != utf8.length || start < 0 || start > bytes.byteSize() - keysAt - utf8.length) {
            return false;
        }
        return MemorySegment.mismatch(
                        bytes,
                        keysAt + start,
                        keysAt + start + utf8.length,
                        MemorySegment.ofArray(utf8),
                        0,
                        utf8.length)
                == -1;
    }

    private long start(int position) {
        return position == 0 ? 0 : end(position - 1);
    }

    private long end(int position) {
        return bytes.get(Layouts.LONG, HEADER_BYTES + (long) position * Long.BYTES);
    }

    private static long hash(byte[] utf8, long seed) {
        long hash = seed;
        for (byte unit : utf8) {
            hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** Collects the keys in the order of their positions. */
    static final class Builder {
        private final List<byte[]> keys = new ArrayList<>();

        void add(String key) {
            keys.add(key.getBytes(StandardCharsets.UTF_8));
        }

        int count() {
            return keys.size();
        }

        void write(BinaryWriter out, long seed) {
            int tableSize = Integer.highestOneBit(Math.max(1, keys.size())) * 4;
            int[] table = new int[tableSize];
            for (int position = 0; position < keys.size(); position++) {
                int slot = (int) hash(keys.get(position), seed) & (tableSize - 1);
                while (table[slot] != 0) {
                    slot = (slot + 1) & (tableSize - 1);
                }
                table[slot] = position + 1;
            }
            out.writeInt(keys.size());
            out.writeInt(tableSize);
            out.writeLong(seed);
            long end = 0;
            for (byte[] key : keys) {
                end += key.length;
                out.writeLong(end);
            }
            for (int entry : table) {
                out.writeInt(entry);
            }
            keys.forEach(out::writeBytes);
        }
    }
}
