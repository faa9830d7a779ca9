package io.vecstore.text.parse;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.xml.sax.SAXException;

/** What Tika reads better than we would: PDF, Office, OpenDocument, EPUB, RTF, XML and mail, with attachments. */
final class TikaReader implements FormatReader {
    private static final String PDF = "application/pdf";

    private static final Set<String> SPREADSHEETS = Set.of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-excel.sheet.binary.macroenabled.12",
            "application/vnd.ms-excel",
            "application/vnd.oasis.opendocument.spreadsheet");

    /** Our names for what Tika knows of a document. */
    private static final Map<String, Property> PROPERTIES = Map.of(
            "author", TikaCoreProperties.CREATOR,
            "created", TikaCoreProperties.CREATED,
            "modified", TikaCoreProperties.MODIFIED,
            "description", TikaCoreProperties.DESCRIPTION,
            "language", TikaCoreProperties.LANGUAGE,
            "subject", TikaCoreProperties.SUBJECT,
            "keywords", Office.KEYWORDS);

    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, file.fileName());
        metadata.set(TikaCoreProperties.CONTENT_TYPE_USER_OVERRIDE, mediaType);
        DocumentAssembler body = new DocumentAssembler(file.source(), limits.maxCharacters());
        XhtmlHandler handler = new XhtmlHandler(writer(mediaType, body), body);
        ParseContext context = new ParseContext();
        Attachments attachments = new Attachments(file.source(), limits, body, handler, context);
        context.set(EmbeddedDocumentExtractor.class, attachments);
        context.set(PDFParserConfig.class, pdfConfig());
        context.set(OfficeParserConfig.class, officeConfig());
        handler.beforeBody(() -> MailHeader.write(mediaType, metadata, body));
        try (TikaInputStream stream = TikaInputStream.get(file.bytes(), metadata)) {
            SharedTika.parse(stream, handler, metadata, context);
        } catch (SAXException | TikaException e) {
            throw ParseFailures.of(file.source(), e);
        }
        writeProperties(metadata, attachments, out);
        body.finish();
        out.append(mediaType.equals(PDF) ? LineJoiner.join(body, file.source(), limits) : body);
    }

    private static MarkupWriter writer(String mediaType, DocumentAssembler body) {
        if (mediaType.equals(PDF)) {
            return MarkupWriter.keepingLines(body);
        }
        return SPREADSHEETS.contains(mediaType) ? new SheetWriter(body) : new MarkupWriter(body);
    }

    private static PDFParserConfig pdfConfig() {
        PDFParserConfig config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        // Pages with text that runs sideways come out letter by letter otherwise.
        config.setDetectAngles(true);
        return config;
    }

    /** The streaming readers: they hold no tree of the file, and do with the small schema library. */
    private static OfficeParserConfig officeConfig() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setUseSAXDocxExtractor(true);
        config.setUseSAXPptxExtractor(true);
        config.setIncludeSlideMasterContent(false);
        return config;
    }

    private static void writeProperties(Metadata metadata, Attachments attachments, DocumentAssembler out) {
        String title = metadata.get(TikaCoreProperties.TITLE);
        out.title(title == null ? "" : title);
        PROPERTIES.forEach((name, property) -> out.property(name, String.join(", ", metadata.getValues(property))));
        attachments.counts().forEach((name, count) -> out.property(name, Integer.toString(count)));
    }
}
