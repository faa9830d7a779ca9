package io.vecstore.internal.store;

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
 */
record Catalog(UUID database, long logStart, Map<String, UUID> collections) {

    static final String NAME = "CATALOG";
    static final String TEMPORARY = "CATALOG.tmp";
    private static final String KIND = "CTLG";
    private static final UUID OWNER = new UUID(0, 0);
    private static final int MIN_COLLECTION_BYTES = 17;

    Catalog {
        collections = Map.copyOf(collections);
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

    Catalog withLogStart(long sequence) {
        return new Catalog(database, sequence, collections);
    }

    Catalog with(String name, UUID key) {
        Map<String, UUID> changed = new TreeMap<>(collections);
        changed.put(name, key);
        return new Catalog(database, logStart, changed);
    }

    Catalog without(String name) {
        Map<String, UUID> changed = new TreeMap<>(collections);
        changed.remove(name);
        return new Catalog(database, logStart, changed);
    }

    private void write(BinaryWriter out) {
        writeKey(database, out);
        out.writeLong(logStart);
        out.writeVarInt(collections.size());
        new TreeMap<>(collections).forEach((name, key) -> {
            out.writeString(name);
            writeKey(key, out);
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
        return new Catalog(database, logStart, collections);
    }

    private static void writeKey(UUID key, BinaryWriter out) {
        out.writeLong(key.getMostSignificantBits());
        out.writeLong(key.getLeastSignificantBits());
    }

    private static UUID readKey(BinaryReader in) {
        return new UUID(in.readLong(), in.readLong());
    }
}
