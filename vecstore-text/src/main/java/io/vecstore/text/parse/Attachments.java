package io.vecstore.text.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads what is embedded in a document into the document's text, at the place where it stands. One that cannot
 * be read does not fail the document: it is counted and logged. Not thread-safe.
 */
final class Attachments implements EmbeddedDocumentExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final String source;
    private final ParseLimits limits;
    private final DocumentAssembler out;
    private final XhtmlHandler handler;
    private final ParseContext context;
    private final ExpansionGuard guard;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int depth;
    private int read;

    Attachments(String source, ParseLimits limits, DocumentAssembler out, XhtmlHandler handler, ParseContext context) {
        this.source = source;
        this.limits = limits;
        this.out = out;
        this.handler = handler;
        this.context = context;
        this.guard = new ExpansionGuard(source, limits);
    }

    /** How many were skipped because of a limit, and how many failed; only what is not zero. */
    Map<String, Integer> counts() {
        return counts;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        if (isMailBody(metadata)) {
            return true;
        }
        if (depth < limits.maxNesting() && read < limits.maxEmbedded()) {
            return true;
        }
        counts.merge("attachmentsSkipped", 1, Integer::sum);
        return false;
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler unused, Metadata metadata, boolean outputHtml)
            throws SAXException {
        depth++;
        handler.startAttachment();
        try {
            parse(stream, metadata);
        } catch (TikaException | IOException | RuntimeException e) {
            DocumentParseException failure = ParseFailures.of(source, e);
            boolean decidedByUs = failure.getCause() != e;
            if (decidedByUs || failure.reason() == DocumentParseException.Reason.LIMIT) {
                throw failure;
            }
            LOG.warn("an attachment of {} is left out: {}", source, e.toString());
            counts.merge("attachmentsFailed", 1, Integer::sum);
        } finally {
            handler.endAttachment();
            depth--;
        }
    }

    private void parse(InputStream stream, Metadata metadata) throws IOException, SAXException, TikaException {
        if (stream instanceof TikaInputStream opened && opened.getOpenContainer() != null) {
            parseText(opened, metadata);
            return;
        }
        byte[] bytes = stream.readNBytes(limits.maxInputBytes());
        guard.check(new SourceFile(source, bytes));
        try (TikaInputStream copy = TikaInputStream.get(bytes, metadata)) {
            parseText(copy, metadata);
        }
    }

    /** Images and what else holds no text count for nothing. */
    private void parseText(TikaInputStream stream, Metadata metadata) throws IOException, SAXException, TikaException {
        MediaType type = SharedTika.detect(stream, metadata);
        if (SharedTika.reads(type) || SharedTika.registry().isInstanceOf(type, MediaType.TEXT_PLAIN)) {
            read += isMailBody(metadata) ? 0 : 1;
            handler.beforeBody(() -> MailHeader.write(type.toString(), metadata, out));
            EmbeddedContentHandler body = new EmbeddedContentHandler(new BodyContentHandler(handler));
            SharedTika.parse(stream, body, metadata, context);
        }
    }

    /** Tika hands over the body of a mail like an attachment, but it has no file name. */
    private static boolean isMailBody(Metadata metadata) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY) == null && type != null && type.startsWith("text/");
    }
}
