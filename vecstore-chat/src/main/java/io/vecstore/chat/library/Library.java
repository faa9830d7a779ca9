package io.vecstore.chat.library;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.chat.library.DocumentView.Section;
import io.vecstore.chat.library.News.DocumentsChanged;
import io.vecstore.error.NotFoundException;
import io.vecstore.pipeline.RagPipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Lists, shows and deletes documents. Thread-safe. */
public final class Library {

    /** How much of a text is shown before and after the place that is asked for, in UTF-16 units. */
    static final int WINDOW = 20_000;

    private final RagPipeline pipeline;
    private final VectorCollection collection;
    private final UploadFolder uploads;
    private final SourceNames names;
    private final IngestQueue ingest;

    public Library(RagPipeline pipeline, UploadFolder uploads, SourceNames names, IngestQueue ingest) {
        this.pipeline = pipeline;
        this.collection = pipeline.collection();
        this.uploads = uploads;
        this.names = names;
        this.ingest = ingest;
    }

    /** All documents by name. */
    public List<DocumentEntry> list() {
        List<DocumentEntry> all = new ArrayList<>();
        collection.forEachDocument(document -> {
            if (document.metadata().contains("root")) {
                all.add(entry(document));
            }
        });
        all.sort(Comparator.comparing(DocumentEntry::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(DocumentEntry::id));
        return List.copyOf(all);
    }

    private DocumentEntry entry(Document document) {
        Metadata metadata = document.metadata();
        boolean excluded =
                metadata.string("failure.kind").filter("excluded"::equals).isPresent();
        return new DocumentEntry(
                document.id(),
                name(metadata),
                metadata.string("title").orElse(""),
                document.text().length(),
                isUploaded(metadata),
                excluded,
                excluded ? "" : metadata.string("failure.reason").orElse(""));
    }

    private boolean isUploaded(Metadata metadata) {
        return metadata.string("root").filter(names::isUploads).isPresent();
    }

    private String name(Metadata metadata) {
        String path = metadata.string("path").orElse("");
        return isUploaded(metadata) ? UploadName.decoded(path) : path;
    }

    /**
     * A document's text around a range of it.
     *
     * @throws NotFoundException if there is no such document
     */
    public DocumentView view(String id, int start, int end) {
        Document document = find(id);
        String text = document.text();
        int from = boundary(text, Math.clamp((long) start - WINDOW, 0, text.length()));
        int to = boundary(text, Math.clamp((long) end + WINDOW, from, text.length()));
        return new DocumentView(
                name(document.metadata()),
                document.metadata().string("title").orElse(""),
                text.substring(from, to),
                from,
                text.length(),
                document.metadata().string("hash").orElse(""),
                sections(id, from, to));
    }

    private Document find(String id) {
        return collection
                .document(id)
                .filter(document -> document.metadata().contains("root"))
                .orElseThrow(() -> new NotFoundException(
                        "there is no document \"" + id + "\" any more; reload the list of documents"));
    }

    /** The offset, or the one before it if that would cut a character in half. */
    private static int boundary(String text, int offset) {
        boolean half = offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset));
        return half ? offset - 1 : offset;
    }

    private List<Section> sections(String documentId, int from, int to) {
        List<Section> all = collection.chunks(documentId).stream()
                .map(Library::section)
                .filter(section -> section.start() >= from && section.start() < to)
                .sorted(Comparator.comparingInt(Section::start))
                .toList();
        List<Section> changes = new ArrayList<>();
        for (Section section : all) {
            Section last = changes.isEmpty() ? new Section(from, List.of(), OptionalInt.empty()) : changes.getLast();
            if (!section.headings().equals(last.headings()) || !section.page().equals(last.page())) {
                changes.add(section);
            }
        }
        return changes;
    }

    private static Section section(VectorRecord chunk) {
        Metadata metadata = chunk.metadata();
        List<String> headings = metadata.value("headings").stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
        OptionalLong page = metadata.longValue("page");
        return new Section(
                (int) metadata.longValue("start").orElse(0),
                headings,
                page.isPresent() ? OptionalInt.of((int) page.getAsLong()) : OptionalInt.empty());
    }

    /**
     * Takes a document out of all answers. One that was uploaded is deleted with its file; the file of one from the
     * synced folder stays, and it comes back when that file changes, or by {@link #restore}.
     *
     * @throws NotFoundException if there is no such document
     */
    public void delete(String id) {
        Metadata metadata = find(id).metadata();
        if (isUploaded(metadata)) {
            uploads.delete(metadata.string("path").orElse(""));
            collection.deleteDocument(id);
            ingest.feed().forget(name(metadata));
            ingest.syncUploads();
        } else {
            pipeline.exclude(id);
        }
        ingest.feed().publish(new DocumentsChanged());
    }

    /**
     * Has the file of a document read again that was taken out.
     *
     * @throws NotFoundException if there is no such document
     */
    public void restore(String id) {
        find(id);
        pipeline.include(id);
        ingest.syncAll();
    }
}
