package io.vecstore.pipeline.internal;

import io.vecstore.Metadata;
import io.vecstore.pipeline.sync.FileFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a version of a file gave no document; kept so that it is not tried again in vain.
 *
 * @param kind decides when to try again
 * @param reason for people
 * @param version that failed
 */
record RememberedFailure(Kind kind, String reason, FileVersion version) {

    enum Kind {
        /** The parser refused the content: it would again. */
        CONTENT,
        /** No parser reads the format: it is not even reported as failed. */
        UNSUPPORTED,
        /** The model failed: the next time it may not. */
        MODEL
    }

    boolean isWorthRetrying() {
        return kind == Kind.MODEL;
    }

    FileFailure of(String path) {
        return new FileFailure(path, reason);
    }

    RememberedFailure withStat(FileStat stat) {
        return new RememberedFailure(kind, reason, version.withStat(stat));
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(Fields.KIND, kind.name().toLowerCase(Locale.ROOT));
        members.put(Fields.REASON, reason);
        version.putInto(members);
        return members;
    }

    static Optional<RememberedFailure> from(Metadata metadata) {
        String prefix = Fields.FAILURE + ".";
        return FileVersion.from(metadata, prefix)
                .map(version -> new RememberedFailure(
                        Kind.valueOf(metadata.string(prefix + Fields.KIND)
                                .orElseThrow()
                                .toUpperCase(Locale.ROOT)),
                        metadata.string(prefix + Fields.REASON).orElseThrow(),
                        version));
    }
}
