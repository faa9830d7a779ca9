package io.vecstore.pipeline.internal;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.error.VecStoreException;
import io.vecstore.pipeline.internal.FileStep.Examined;
import io.vecstore.pipeline.internal.FileStep.Looked;
import io.vecstore.pipeline.internal.FileStep.NewChunk;
import io.vecstore.pipeline.internal.FileStep.Parsed;
import io.vecstore.pipeline.internal.FileStep.Pending;
import io.vecstore.pipeline.internal.FileStep.Refused;
import io.vecstore.pipeline.internal.FileStep.Unreadable;
import io.vecstore.pipeline.internal.FileStep.Untouched;
import io.vecstore.pipeline.internal.RememberedFailure.Kind;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.util.List;
import java.util.Optional;

/** Reads a file and finds out what is to be done with it; parses and splits what is new. Thread-safe. */
final class FileExaminer {

    private final String root;
    private final Ingredients ingredients;
    private final String settings;
    private final StableReader reader;
    private final boolean retryFailed;

    /** @param retryFailed whether to parse again what was refused before */
    FileExaminer(String root, Ingredients ingredients, StableReader reader, boolean retryFailed) {
        this.root = root;
        this.ingredients = ingredients;
        this.settings = ingredients.settings();
        this.reader = reader;
        this.retryFailed = retryFailed;
    }

    /** All that can be done before the model is needed. */
    Examined examine(SyncPlan.Work work) {
        return switch (look(work)) {
            case Untouched untouched -> untouched;
            case Refused refused -> refused;
            case Unreadable unreadable -> unreadable;
            case Pending(var _, var content) -> parsed(work, content);
        };
    }

    /** Reads the file and compares its content with what is stored. */
    Looked look(SyncPlan.Work work) {
        FileContent content;
        try {
            content = reader.read(work.file().file());
        } catch (FileException failure) {
            return new Unreadable(work, failure.reason());
        }
        Optional<Looked> untouched = work.entry()
                .flatMap(LedgerEntry::content)
                .filter(version -> version.isSameContent(content, settings))
                .map(version -> new Untouched(work, version.withStat(content.stat())));
        return untouched
                .or(() -> work.entry()
                        .flatMap(LedgerEntry::failure)
                        .filter(failure -> !failure.isToBeRetried(retryFailed) && failure.holdsFor(content, settings))
                        .map(failure -> new Refused(work, failure.renewed(content.stat(), settings))))
                .orElseGet(() -> new Pending(work, content));
    }

    private Examined parsed(SyncPlan.Work work, FileContent content) {
        String path = work.file().path();
        FileVersion version = new FileVersion(content.hash(), content.stat(), settings);
        try {
            ParsedDocument parsed = ingredients.parser().parse(path, content.bytes());
            Document document = new Document(work.file().id(), parsed.text(), metadata(path, version, parsed));
            List<NewChunk> chunks = ingredients.splitter().split(parsed).stream()
                    .map(chunk -> new NewChunk(chunk, ChunkRecords.metadata(document.metadata(), parsed, chunk)))
                    .toList();
            return new Parsed(work, version, document, chunks);
        } catch (DocumentParseException failure) {
            if (failure.reason() == Reason.INTERRUPTED) {
                return new Unreadable(work, "the sync was interrupted; sync again");
            }
            Kind kind = failure.reason() == Reason.UNSUPPORTED ? Kind.UNSUPPORTED : Kind.CONTENT;
            return new Refused(work, new RememberedFailure(kind, reason(failure), version));
        } catch (VecStoreException refused) {
            return new Refused(work, new RememberedFailure(Kind.CONTENT, refused.getMessage(), version));
        }
    }

    private Metadata metadata(String path, FileVersion version, ParsedDocument parsed) {
        Metadata.Builder metadata = Metadata.builder().put(Fields.ROOT, root).put(Fields.PATH, path);
        parsed.title().ifPresent(title -> metadata.put(Fields.TITLE, title));
        metadata.put(Fields.MEDIA_TYPE, parsed.mediaType());
        version.toMap().forEach(metadata::put);
        if (!parsed.metadata().isEmpty()) {
            metadata.put(Fields.PROPERTIES, parsed.metadata());
        }
        return metadata.build();
    }

    /** The message without the file's name, which stands beside it wherever it is shown. */
    private static String reason(DocumentParseException failure) {
        String message = String.valueOf(failure.getMessage());
        String prefix = "cannot parse " + failure.source() + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
