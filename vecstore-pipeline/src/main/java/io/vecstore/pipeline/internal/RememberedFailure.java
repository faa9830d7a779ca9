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
        /** Somebody has taken it out: nothing has failed, and only another content lets it in again. */
        EXCLUDED,
        /** The model failed: the next time it may not. */
        MODEL
    }

    /** @param retryFailed whether to parse again what was refused before */
    boolean isToBeRetried(boolean retryFailed) {
        return kind == Kind.MODEL || (retryFailed && !isExclusion());
    }

    /** Whether it is reported as skipped, because nothing went wrong. */
    boolean isSkipped() {
        return kind == Kind.UNSUPPORTED || isExclusion();
    }

    boolean isExclusion() {
        return kind == Kind.EXCLUDED;
    }

    FileFailure of(String path) {
        return new FileFailure(path, reason);
    }

    /** Whether it is the answer to a content that has been read now. */
    boolean holdsFor(FileContent content, String settings) {
        return isExclusion() ? version.hash().equals(content.hash()) : version.isSameContent(content, settings);
    }

    /** The same of a file whose content has not changed. */
    RememberedFailure renewed(FileStat stat, String settings) {
        return new RememberedFailure(kind, reason, new FileVersion(version.hash(), stat, settings));
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
