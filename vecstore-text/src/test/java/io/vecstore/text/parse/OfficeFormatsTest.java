package io.vecstore.text.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.vecstore.text.Heading;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficeFormatsTest {
    private final DocumentParser parser = DocumentParser.withDefaults();

    @Test
    void parse_pdf_knowsPagesTitleAndAuthor() throws IOException {
        byte[] pdf = OfficeFiles.pdf(List.of(List.of("Pumps start at dawn."), List.of("Valves close at dusk.")));

        ParsedDocument document = parser.parse("handbook.pdf", pdf);

        assertThat(document.text()).isEqualTo("Pumps start at dawn.\n\nValves close at dusk.");
        assertThat(document.pageAt(document.text().indexOf("dawn"))).hasValue(1);
        assertThat(document.pageAt(document.text().indexOf("dusk"))).hasValue(2);
        assertThat(document.mediaType()).isEqualTo("application/pdf");
        assertThat(document.title()).contains("The handbook");
        assertThat(document.metadata()).contains(entry("author", "Ada Lovelace"));
    }

    @Test
    void parse_pdfWithWrappedLines_joinsThem() throws IOException {
        byte[] pdf = OfficeFiles.pdf(List.of(List.of(
                "The maintenance of the northern pumping station is the respon-",
                "sibility of the shift leader, who signs the log book, and who",
                "carries the responsibility for every valve.")));

        String text = parser.parse("handbook.pdf", pdf).text();

        assertThat(text).contains("is the responsibility of the shift leader, who signs the log book, and who carries");
    }

    @Test
    void parse_encryptedPdf_saysSo() throws IOException {
        byte[] pdf = OfficeFiles.encryptedPdf(List.of(List.of("secret")), "open sesame");

        assertThatThrownBy(() -> parser.parse("secret.pdf", pdf))
                .isInstanceOfSatisfying(
                        DocumentParseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ENCRYPTED))
                .hasMessage("cannot parse secret.pdf: it is encrypted; save a copy without a password");
    }

    @Test
    void parse_pdfWithoutText_isEmpty() throws IOException {
        byte[] pdf = OfficeFiles.pdf(List.of(List.of()));

        assertThatThrownBy(() -> parser.parse("scan.pdf", pdf))
                .isInstanceOfSatisfying(
                        DocumentParseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    }

    @Test
    void parse_docx_makesHeadingStylesHeadings() throws IOException {
        byte[] docx =
                OfficeFiles.docx("1#Pumps", "Pumps move water.", "2#Care", "Oil them.", "1#Valves", "They close.");

        ParsedDocument document = parser.parse("handbook.docx", docx);

        assertThat(document.headings())
                .extracting(Heading::level, Heading::text)
                .containsExactly(tuple(1, "Pumps"), tuple(2, "Care"), tuple(1, "Valves"));
        assertThat(document.headingPathAt(document.text().indexOf("Oil"))).containsExactly("Pumps", "Care");
        assertThat(document.text()).endsWith("They close.\n\nleft cell | right cell");
    }

    @Test
    void parse_xlsx_namesTheColumnsInEachRow() throws IOException {
        byte[] xlsx = OfficeFiles.xlsx(
                "Stock", List.of(List.of("part", "count"), List.of("bolt", "12"), List.of("nut", "7")));

        ParsedDocument document = parser.parse("stock.xlsx", xlsx);

        assertThat(document.text()).isEqualTo("Stock\n\npart; count\npart: bolt; count: 12\npart: nut; count: 7");
        assertThat(document.headingPathAt(document.text().indexOf("nut"))).containsExactly("Stock");
    }

    @Test
    void parse_pptx_countsSlidesAsPages() throws IOException {
        ParsedDocument document = parser.parse("talk.pptx", OfficeFiles.pptx("Good morning", "Good night"));

        assertThat(document.pageAt(document.text().indexOf("morning"))).hasValue(1);
        assertThat(document.pageAt(document.text().indexOf("night"))).hasValue(2);
    }

    @Test
    void parse_mail_keepsItsHeaderAndReadsAttachments() throws IOException {
        ParsedDocument document = parser.parse("inbox/order.eml", mail("order.docx", OfficeFiles.docx("Twelve bolts")));

        assertThat(document.text())
                .startsWith("Subject: An order\nFrom: ada@example.org\nTo: bob@example.org")
                .contains("Please see below.", "Twelve bolts");
        assertThat(document.title()).contains("An order");
    }

    @Test
    void parse_attachmentBeyondTheLimit_isCountedAndLeftOut() throws IOException {
        DocumentParser strict =
                DocumentParser.withLimits(ParseLimits.builder().maxEmbedded(0).build());

        ParsedDocument document = strict.parse("order.eml", mail("order.docx", OfficeFiles.docx("Twelve bolts")));

        assertThat(document.text()).contains("Please see below.").doesNotContain("Twelve bolts");
        assertThat(document.metadata()).contains(entry("attachmentsSkipped", "1"));
    }

    @Test
    void parse_brokenAttachment_isCountedAndLeftOut() throws IOException {
        byte[] half = OfficeFiles.docx("Twelve bolts");
        byte[] broken = Arrays.copyOf(half, half.length / 2);

        ParsedDocument document = parser.parse("order.eml", mail("order.docx", broken));

        assertThat(document.text()).contains("Please see below.").doesNotContain("Twelve bolts");
        assertThat(document.metadata()).contains(entry("attachmentsFailed", "1"));
    }

    @Test
    void parse_pdfNamedDocx_isReadAsWhatItIs() throws IOException {
        ParsedDocument document = parser.parse("odd.docx", OfficeFiles.pdf(List.of(List.of("Really a PDF"))));

        assertThat(document.mediaType()).isEqualTo("application/pdf");
        assertThat(document.text()).isEqualTo("Really a PDF");
    }

    private static byte[] mail(String attachment, byte[] content) {
        String mail = """
                From: ada@example.org
                To: bob@example.org
                Subject: An order
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="frontier"

                --frontier
                Content-Type: text/plain; charset=utf-8

                Please see below.
                --frontier
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="%s"

                %s
                --frontier--
                """.formatted(attachment, Base64.getMimeEncoder().encodeToString(content));
        return mail.getBytes(StandardCharsets.UTF_8);
    }
}
