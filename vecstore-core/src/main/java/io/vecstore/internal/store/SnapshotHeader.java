package io.vecstore.internal.store;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What users know of a stored snapshot: its file {@value #FILE}.
 *
 * @param name as it was given; it is data and names no file
 * @param sequence the newest commit in the snapshot
 * @param createdAt milliseconds since the epoch
 */
record SnapshotHeader(String name, long sequence, long createdAt) {

    static final String FILE = "SNAPSHOT";
    private static final String KIND = "SNAP";

    void write(Storage storage, Path folder, UUID snapshot) {
        FramedFile.write(storage, folder.resolve(FILE), KIND, snapshot, out -> {
            out.writeString(name);
            out.writeLong(sequence);
            out.writeLong(createdAt);
        });
    }

    static SnapshotHeader read(Storage storage, Path folder, UUID snapshot) {
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(storage, folder.resolve(FILE), KIND, snapshot, arena);
            file.verify();
            BinaryReader in = file.reader();
            return new SnapshotHeader(in.readString(), in.readLong(), in.readLong());
        }
    }
}
