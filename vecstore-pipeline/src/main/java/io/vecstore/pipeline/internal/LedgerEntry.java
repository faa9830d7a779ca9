package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import java.util.Optional;

/**
 * What is stored about one path of a folder.
 *
 * @param id of the document
 * @param path relative to the root, for people
 * @param content the version that the stored text and chunks were made of; empty where there never was one
 * @param failure the version that failed last, if none has succeeded since
 */
record LedgerEntry(String id, String path, Optional<FileVersion> content, Optional<RememberedFailure> failure) {

    static LedgerEntry of(Document document) {
        Metadata metadata = document.metadata();
        return new LedgerEntry(
                document.id(),
                metadata.string(Fields.PATH).orElseThrow(),
                FileVersion.from(metadata, ""),
                RememberedFailure.from(metadata));
    }
}
