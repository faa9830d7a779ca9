package io.vecstore.text.parse;

import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/**
 * Names a file's format from its bytes and its name, and chooses the reader. A binary format is told by its
 * bytes, whatever the name says; among the text formats the name decides, because Markdown may begin like
 * HTML and a program may begin like anything.
 */
final class MediaTypes {
    private static final String PLAIN = "text/plain";
    private static final String MARKDOWN = "text/markdown";
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";
    private static final String MAIL = "message/rfc822";

    /** The formats that are made of text, by extension. */
    private static final Map<String, Format> BY_EXTENSION = Map.ofEntries(
            Map.entry("txt", new Format(PLAIN, new PlainTextReader())),
            Map.entry("text", new Format(PLAIN, new PlainTextReader())),
            Map.entry("log", new Format(PLAIN, new PlainTextReader())),
            Map.entry("md", new Format(MARKDOWN, new MarkdownReader())),
            Map.entry("markdown", new Format(MARKDOWN, new MarkdownReader())),
            Map.entry("mdx", new Format(MARKDOWN, new MarkdownReader())),
            Map.entry("html", new Format(HTML, new HtmlReader())),
            Map.entry("htm", new Format(HTML, new HtmlReader())),
            Map.entry("xhtml", new Format("application/xhtml+xml", new HtmlReader())),
            Map.entry("csv", new Format("text/csv", new CsvReader())),
            Map.entry("tsv", new Format("text/tab-separated-values", new CsvReader())),
            Map.entry("json", new Format(JSON, new JsonReader())),
            Map.entry("jsonl", new Format("application/jsonl", new JsonReader())),
            Map.entry("ndjson", new Format("application/x-ndjson", new JsonReader())),
            // Saved mails often begin like mailboxes of many.
            Map.entry("eml", new Format(MAIL, new TikaReader())));

    /** Formats whose files may look like plain text, so that their name is needed to know them. */
    private static final Set<String> KNOWN_BY_NAME = Set.of(MAIL, "application/mbox");

    private MediaTypes() {}

    /** What a file is and who reads it. */
    record Format(String mediaType, FormatReader reader) {}

    /** @throws DocumentParseException if nobody reads the format */
    static Format detect(SourceFile file) throws IOException {
        MediaType content = detect(file, "");
        boolean text = SharedTika.registry().isInstanceOf(content, MediaType.TEXT_PLAIN) || isHtml(content);
        Format byName = BY_EXTENSION.get(extension(file.fileName()));
        if (byName != null && (text || content.equals(MediaType.OCTET_STREAM))) {
            return byName;
        }
        MediaType full = detect(file, file.fileName());
        if (text) {
            return textFormat(file, content, full);
        }
        if (!SharedTika.reads(full)) {
            throw file.failure(
                    Reason.UNSUPPORTED, "nothing here reads files of type " + full + SharedTika.hintAtMissingParsers());
        }
        return new Format(full.toString(), new TikaReader());
    }

    /** Among the text formats without an extension of ours: HTML, JSON, XML, mail and RTF are told from plain text. */
    private static Format textFormat(SourceFile file, MediaType content, MediaType full) throws IOException {
        boolean markup = startsWithTag(file.bytes());
        if (isHtml(content) && markup) {
            return new Format(content.toString(), new HtmlReader());
        }
        if (content.toString().equals(JSON)) {
            return new Format(JSON, new JsonReader());
        }
        if (content.equals(MediaType.TEXT_PLAIN) && isNamedAfterBinaryFormat(file.fileName())) {
            throw file.failure(Reason.CORRUPT, "it is plain text, not what its name says");
        }
        boolean plain = isHtml(content) || content.equals(MediaType.TEXT_PLAIN);
        boolean xml = markup && SharedTika.registry().isInstanceOf(full, MediaType.APPLICATION_XML);
        if ((!plain || xml || KNOWN_BY_NAME.contains(full.toString())) && SharedTika.reads(full)) {
            return new Format(full.toString(), new TikaReader());
        }
        return new Format(full.getType().equals("text") ? full.toString() : PLAIN, new PlainTextReader());
    }

    private static boolean isNamedAfterBinaryFormat(String fileName) throws IOException {
        MediaType named = detect(new SourceFile(fileName, new byte[0]), fileName);
        return SharedTika.reads(named) && !SharedTika.registry().isInstanceOf(named, MediaType.TEXT_PLAIN);
    }

    private static MediaType detect(SourceFile file, String name) throws IOException {
        Metadata metadata = new Metadata();
        if (!name.isEmpty()) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        }
        try (TikaInputStream stream = TikaInputStream.get(file.bytes(), metadata)) {
            return SharedTika.detect(stream, metadata);
        }
    }

    /** Programs hold tags too, but none begins with one. */
    private static boolean startsWithTag(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '<') {
                return true;
            }
            if (b > ' ') {
                return false;
            }
        }
        return false;
    }

    private static boolean isHtml(MediaType type) {
        return type.equals(MediaType.TEXT_HTML) || type.toString().equals("application/xhtml+xml");
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
