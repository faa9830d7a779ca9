package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The root of a database: the file {@code CATALOG}, replaced in one step.
 *
 * @param database the identity of the database
 * @param logStart the first commit that may be needed from the log
 * @param collections the folder of each collection, by name
 * @param flushed the newest commit that the manifest of a collection is known to cover, by folder: an older manifest has
 *     been put back. Absent where nothing is known; written by each clean-up of the log
 */
record Catalog(UUID database, long logStart, Map<String, UUID> collections, Map<UUID, Long> flushed) {

    static final String NAME = "CATALOG";
    static final String TEMPORARY = "CATALOG.tmp";
    private static final String KIND = "CTLG";
    private static final UUID OWNER = new UUID(0, 0);
    private static final int MIN_COLLECTION_BYTES = 17;
    private static final int FLUSHED_BYTES = 24;

    Catalog {
        collections = Map.copyOf(collections);
        flushed = Map.copyOf(flushed);
    }

    /** Makes this the catalog of the database, durably. */
    void commit(Storage storage, Path directory) {
        Path temporary = directory.resolve(TEMPORARY);
        FramedFile.write(storage, temporary, KIND, OWNER, this::write);
        storage.rename(temporary, directory.resolve(NAME));
        storage.forceDirectory(directory);
    }

    static Catalog read(Storage storage, Path directory) {
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(storage, directory.resolve(NAME), KIND, OWNER, arena);
            file.verify();
            return read(file.reader());
        }
    }

    /**
     * The manifest of a collection.
     *
     * @throws CorruptDataException if it is damaged, or an older one than the log was cleaned up for
     */
    Manifest readManifest(Storage storage, Path folder, UUID key) {
        Manifest manifest = Manifest.read(storage, folder, key);
        long covered = flushed.getOrDefault(key, 0L);
        if (manifest.flushedSequence() < covered) {
            throw new CorruptDataException(
                    folder.resolve(Manifest.NAME).toString(),
                    FramedFile.HEADER_BYTES,
                    "it is an old version of the file: its segments hold commits up to " + manifest.flushedSequence()
                            + ", and those up to " + covered + " are not in the log any more");
        }
        return manifest;
    }

    Catalog withLogStart(long sequence) {
        return new Catalog(database, sequence, collections, flushed);
    }

    Catalog with(String name, UUID key) {
        Map<String, UUID> changed = new TreeMap<>(collections);
        changed.put(name, key);
        return new Catalog(database, logStart, changed, flushed);
    }

    Catalog without(String name) {
        Map<String, UUID> changed = new TreeMap<>(collections);
        changed.remove(name);
        Map<UUID, Long> left = new TreeMap<>(flushed);
        left.keySet().retainAll(changed.values());
        return new Catalog(database, logStart, changed, left);
    }

    private void write(BinaryWriter out) {
        writeKey(database, out);
        out.writeLong(logStart);
        out.writeVarInt(collections.size());
        new TreeMap<>(collections).forEach((name, key) -> {
            out.writeString(name);
            writeKey(key, out);
        });
        out.writeVarInt(flushed.size());
        new TreeMap<>(flushed).forEach((key, sequence) -> {
            writeKey(key, out);
            out.writeLong(sequence);
        });
    }

    private static Catalog read(BinaryReader in) {
        UUID database = readKey(in);
        long logStart = in.readLong();
        int count = in.readCount(MIN_COLLECTION_BYTES);
        Map<String, UUID> collections = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            collections.put(in.readString(), readKey(in));
        }
        return new Catalog(database, logStart, collections, in.remaining() == 0 ? Map.of() : readFlushed(in));
    }

    /** The first catalogs of format 1 end before this. */
    private static Map<UUID, Long> readFlushed(BinaryReader in) {
        int count = in.readCount(FLUSHED_BYTES);
        Map<UUID, Long> flushed = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            flushed.put(readKey(in), in.readLong());
        }
        return flushed;
    }

    private static void writeKey(UUID key, BinaryWriter out) {
        out.writeLong(key.getMostSignificantBits());
        out.writeLong(key.getLeastSignificantBits());
    }

    private static UUID readKey(BinaryReader in) {
        return new UUID(in.readLong(), in.readLong());
    }
}
