package io.vecstore.langchain4j;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import io.vecstore.text.CleanText;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.split.Chunk;
import io.vecstore.text.split.RecursiveSplitter;
import io.vecstore.text.split.Splitter;
import java.util.List;

/**
 * vecstore's splitters as langchain4j's. Thread-safe. A segment has the metadata of its document and {@code index} (a
 * string, as langchain4j has it), {@value CitedContent#START} and {@value CitedContent#END} in UTF-16 units of the
 * document's text and, where {@link VecStoreDocumentParser} made the document, {@value CitedContent#PAGE} and
 * {@value CitedContent#HEADING}.
 *
 * <p>Of a document from another parser the text is cleaned before: control characters go and line ends become one kind.
 * Where that changes something, offsets are those of the cleaned text.
 */
public final class VecStoreDocumentSplitter implements DocumentSplitter {

    private static final String INDEX = "index";

    private final Splitter splitter;

    private VecStoreDocumentSplitter(Splitter splitter) {
        this.splitter = splitter;
    }

    /** A {@link RecursiveSplitter} with its defaults. */
    public static VecStoreDocumentSplitter withDefaults() {
        return of(RecursiveSplitter.withDefaults());
    }

    /** Any splitter of vecstore. */
    public static VecStoreDocumentSplitter of(Splitter splitter) {
        return new VecStoreDocumentSplitter(splitter);
    }

    @Override
    public List<TextSegment> split(Document document) {
        return splitter.split(parsed(document)).stream()
                .map(chunk -> segment(chunk, document.metadata().copy()))
                .toList();
    }

    private static ParsedDocument parsed(Document document) {
        return document instanceof StructuredDocument structured
                ? structured.parsed()
                : ParsedDocument.builder("a document of langchain4j", CleanText.clean(document.text()))
                        .build();
    }

    private static TextSegment segment(Chunk chunk, Metadata metadata) {
        metadata.put(INDEX, Integer.toString(chunk.index()))
                .put(CitedContent.START, chunk.start())
                .put(CitedContent.END, chunk.end());
        chunk.page().ifPresent(page -> metadata.put(CitedContent.PAGE, page));
        if (!chunk.headingPath().isEmpty()) {
            metadata.put(CitedContent.HEADING, CitedContent.headingPath(chunk.headingPath()));
        }
        return TextSegment.from(chunk.text(), metadata);
    }
}
