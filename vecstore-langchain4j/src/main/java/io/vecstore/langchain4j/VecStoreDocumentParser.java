package io.vecstore.langchain4j;

import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import dev.langchain4j.data.document.Metadata;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * vecstore's parser as langchain4j's: PDF, Office, HTML, Markdown, mail and more, within limits. Thread-safe.
 *
 * <p>The document keeps pages and headings for {@link VecStoreDocumentSplitter}. Its metadata has {@code mediaType},
 * {@code hash} (SHA-256 of the bytes), {@code title} where there is one, {@code source} where it was given, and what the
 * file says of itself, such as {@code author}.
 *
 * <p>langchain4j's loaders hand over a stream without a name. Markdown and CSV can only be told from plain text by the
 * name: use {@link #parse(Path)} or {@link #parse(String, InputStream)} for them.
 */
public final class VecStoreDocumentParser implements DocumentParser {

    private static final String UNNAMED = "stream";

    private final io.vecstore.text.parse.DocumentParser parser;

    private VecStoreDocumentParser(io.vecstore.text.parse.DocumentParser parser) {
        this.parser = parser;
    }

    /** A parser with the default limits. */
    public static VecStoreDocumentParser withDefaults() {
        return of(io.vecstore.text.parse.DocumentParser.withDefaults());
    }

    /** A parser with limits of one's own. */
    public static VecStoreDocumentParser of(io.vecstore.text.parse.DocumentParser parser) {
        return new VecStoreDocumentParser(parser);
    }

    /**
     * Parses a stream, which is read to its end and not closed.
     *
     * @throws BlankDocumentException if there is no text in it
     * @throws DocumentParseException if it gives no text for another reason
     */
    @Override
    public Document parse(InputStream content) {
        return parsed(() -> parser.parse(UNNAMED, content), new Metadata());
    }

    /**
     * Parses a stream as {@link #parse(InputStream)} does.
     *
     * @param source where it comes from; the extension of its last part helps to tell the format
     */
    public Document parse(String source, InputStream content) {
        return parsed(() -> parser.parse(source, content), Metadata.from(CitedContent.SOURCE, source));
    }

    /** Parses a file as {@link #parse(InputStream)} does; the source is its absolute URI. */
    public Document parse(Path file) {
        return parsed(
                () -> parser.parse(file),
                Metadata.from(CitedContent.SOURCE, file.toUri().toString()));
    }

    private static Document parsed(Supplier<ParsedDocument> parse, Metadata metadata) {
        ParsedDocument parsed;
        try {
            parsed = parse.get();
        } catch (DocumentParseException e) {
            if (e.reason() != Reason.EMPTY) {
                throw e;
            }
            BlankDocumentException blank = new BlankDocumentException();
            blank.initCause(e);
            throw blank;
        }
        Map<String, Object> known = new HashMap<>(parsed.metadata());
        known.put("mediaType", parsed.mediaType());
        known.put("hash", parsed.contentHash());
        parsed.title().ifPresent(title -> known.put("title", title));
        known.putAll(metadata.toMap());
        return new StructuredDocument(parsed, Metadata.from(known));
    }
}
