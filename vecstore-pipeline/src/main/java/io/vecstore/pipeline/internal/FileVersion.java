package io.vecstore.pipeline.internal;

import io.vecstore.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of a file that something was made of, and how.
 *
 * @param hash of its content
 * @param stat its size and time
 * @param settings the fingerprint of what it was parsed and split with
 */
record FileVersion(String hash, FileStat stat, String settings) {

    /** Whether the content would be processed to the same result. */
    boolean isSameContent(FileContent content, String currentSettings) {
        return hash.equals(content.hash()) && settings.equals(currentSettings);
    }

    boolean isSameFile(FileStat current, String currentSettings) {
        return stat.equals(current) && settings.equals(currentSettings);
    }

    FileVersion withStat(FileStat other) {
        return new FileVersion(hash, other, settings);
    }

    void putInto(Map<String, @Nullable Object> members) {
        members.put(Fields.HASH, hash);
        members.put(Fields.SIZE, stat.size());
        members.put(Fields.MODIFIED, stat.modified());
        members.put(Fields.SETTINGS, settings);
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        putInto(members);
        return members;
    }

    /**
     * Reads what {@link #putInto} wrote.
     *
     * @param prefix empty, or the path of the object that holds it and a dot
     */
    static Optional<FileVersion> from(Metadata metadata, String prefix) {
        return metadata.string(prefix + Fields.HASH)
                .map(hash -> new FileVersion(
                        hash,
                        new FileStat(
                                metadata.longValue(prefix + Fields.SIZE).orElseThrow(),
                                metadata.longValue(prefix + Fields.MODIFIED).orElseThrow()),
                        metadata.string(prefix + Fields.SETTINGS).orElseThrow()));
    }
}
