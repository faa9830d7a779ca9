package io.vecstore.text.parse;

import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns files into documents: plain text, Markdown, HTML, CSV, JSON, PDF, Word, Excel, PowerPoint, OpenDocument,
 * EPUB, RTF, XML and mail. Each file costs at most what the {@link ParseLimits} say and fails alone, with a
 * {@link DocumentParseException}. Thread-safe; one instance serves all threads. A call takes a core and, for
 * the time of the parse, several times the file's size in memory.
 */
public final class DocumentParser {
    /** Goes up when the same file would give other text, so that what is stored can be brought up to date. */
    private static final int VERSION = 1;

    private final ParseLimits limits;

    private DocumentParser(ParseLimits limits) {
        this.limits = limits;
    }

    /** A parser with {@link ParseLimits#defaults()}. */
    public static DocumentParser withDefaults() {
        return new DocumentParser(ParseLimits.defaults());
    }

    /** A parser with limits of one's own. */
    public static DocumentParser withLimits(ParseLimits limits) {
        return new DocumentParser(limits);
    }

    /**
     * Parses a file; the document's source is the file's absolute URI.
     *
     * @throws DocumentParseException if the file gives no text, for whatever reason
     */
    public ParsedDocument parse(Path file) {
        String source = file.toUri().toString();
        if (!Files.isRegularFile(file)) {
            String what = Files.exists(file) ? "it is not a regular file" : "there is no such file";
            throw new DocumentParseException(source, Reason.UNREADABLE, what);
        }
        try (InputStream content = Files.newInputStream(file)) {
            return parse(source, content);
        } catch (IOException e) {
            throw new DocumentParseException(source, Reason.UNREADABLE, "it cannot be opened (" + e + ")", e);
        }
    }

    /**
     * Parses what a stream gives, which is read to its end and not closed.
     *
     * @param source the document's source; the extension of its last part helps to tell the format
     * @throws DocumentParseException if the stream gives no text, for whatever reason
     */
    public ParsedDocument parse(String source, InputStream content) {
        try {
            return parse(source, content.readNBytes(limits.maxInputBytes() + 1));
        } catch (IOException e) {
            throw new DocumentParseException(source, Reason.UNREADABLE, "reading it failed (" + e + ")", e);
        }
    }

    /**
     * Parses bytes, which must not change meanwhile.
     *
     * @param source the document's source; the extension of its last part helps to tell the format
     * @throws DocumentParseException if the bytes give no text, for whatever reason
     */
    public ParsedDocument parse(String source, byte[] content) {
        if (content.length == 0) {
            throw new DocumentParseException(source, Reason.EMPTY, "it has no bytes");
        }
        if (content.length > limits.maxInputBytes()) {
            throw new DocumentParseException(
                    source, Reason.LIMIT, "it is larger than " + limits.maxInputBytes() + " bytes");
        }
        return ParseThread.run(source, limits.timeLimit(), () -> parseHere(new SourceFile(source, content)));
    }

    /** Names everything about this parser that decides what text a file gives. */
    public String fingerprint() {
        return "parser " + VERSION + " " + limits;
    }

    private ParsedDocument parseHere(SourceFile file) throws IOException {
        new ExpansionGuard(file.source(), limits).check(file);
        MediaTypes.Format format = MediaTypes.detect(file);
        DocumentAssembler out = new DocumentAssembler(file.source(), limits.maxCharacters());
        format.reader().read(file, format.mediaType(), limits, out);
        ParsedDocument document = out.toDocument(file, format.mediaType());
        if (document.text().isBlank()) {
            throw file.failure(Reason.EMPTY, "it holds no text");
        }
        return document;
    }
}
