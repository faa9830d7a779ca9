package io.vecstore.text.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {
    private final DocumentParser parser = DocumentParser.withDefaults();

    @TempDir
    Path folder;

    @Test
    void parse_path_namesTheFileByItsUri() throws IOException {
        Path file = Files.writeString(folder.resolve("a note.md"), "# Hi\n\nthere");

        ParsedDocument document = parser.parse(file);

        assertThat(document.source()).isEqualTo(file.toUri().toString());
        assertThat(document.title()).contains("Hi");
    }

    @Test
    void parse_missingFile_isUnreadable() {
        assertFails(
                () -> parser.parse(folder.resolve("gone.txt")), Reason.UNREADABLE, "gone.txt: there is no such file");
    }

    @Test
    void parse_folder_isUnreadable() {
        assertFails(() -> parser.parse(folder), Reason.UNREADABLE, "it is not a regular file");
    }

    @Test
    void parse_streamThatFails_isUnreadable() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cable cut");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("cable cut");
            }
        };

        assertFails(() -> parser.parse("a.txt", broken), Reason.UNREADABLE, "cable cut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t\n ", "\u0000\u0000"})
    void parse_nothing_isEmpty(String content) {
        assertFails(() -> parser.parse("a.txt", content.getBytes(UTF_8)), Reason.EMPTY, "cannot parse a.txt: it ");
    }

    @Test
    void parse_largeInput_isRefusedWhicheverWayItComes() {
        DocumentParser small = DocumentParser.withLimits(
                ParseLimits.builder().maxInputBytes(10).build());

        assertThat(small.parse("a.txt", "0123456789".getBytes(UTF_8)).text()).isEqualTo("0123456789");
        assertFails(() -> small.parse("a.txt", "0123456789a".getBytes(UTF_8)), Reason.LIMIT, "larger than 10 bytes");
        assertFails(
                () -> small.parse("a.txt", new ByteArrayInputStream(new byte[1000])),
                Reason.LIMIT,
                "larger than 10 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.md", "a.html", "a.csv", "a.xml"})
    void parse_longText_isRefusedInEachFormat(String name) {
        DocumentParser small = DocumentParser.withLimits(
                ParseLimits.builder().maxCharacters(100).build());
        String words = name.endsWith("xml") ? "<a>" + "word ".repeat(50) + "</a>" : "word ".repeat(50);

        assertFails(() -> small.parse(name, words.getBytes(UTF_8)), Reason.LIMIT, " more than 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "a.html"})
    void parse_longMarkup_isRefusedHoweverShortItsText(String name) {
        DocumentParser small = DocumentParser.withLimits(
                ParseLimits.builder().maxMarkupCharacters(100).build());

        assertFails(
                () -> small.parse(name, ("<b></b>".repeat(20) + "a").getBytes(UTF_8)),
                Reason.LIMIT,
                "more than 100 characters of markup");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void parse_zipBomb_isRefusedAtAnyDepth(int depth) throws IOException {
        DocumentParser small = DocumentParser.withLimits(
                ParseLimits.builder().maxExpandedBytes(1 << 20).build());
        byte[] bomb = new byte[2 << 20];
        for (int i = 0; i <= depth; i++) {
            bomb = zip(bomb);
        }

        byte[] zip = bomb;
        assertFails(() -> small.parse("bomb.docx", zip), Reason.LIMIT, "expand to more than 1048576 bytes");
    }

    @Test
    void parse_pdfBomb_isRefused() {
        DocumentParser small = DocumentParser.withLimits(
                ParseLimits.builder().maxExpandedBytes(1 << 20).build());

        assertFails(() -> small.parse("bomb.pdf", pdfWithStream(2 << 20)), Reason.LIMIT, "expand to more than 1048576");
        assertFails(() -> small.parse("bomb.pdf", pdfWithStream(1000)), Reason.EMPTY, "it holds no text");
    }

    @Test
    void parse_archive_isUnsupported() throws IOException {
        byte[] zip = zip("text".getBytes(UTF_8));

        assertFails(() -> parser.parse("a.zip", zip), Reason.UNSUPPORTED, "files of type application/zip");
    }

    @Test
    void parse_binary_isUnsupported() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};

        assertFails(() -> parser.parse("a.png", png), Reason.UNSUPPORTED, "image/png");
    }

    @Test
    void parse_binaryNamedText_isCorrupt() {
        byte[] bytes = {1, 0, (byte) 0xC3, 0, 0, (byte) 0x81, 7, 0, 0, (byte) 0xFF};

        assertFails(() -> parser.parse("a.txt", bytes), Reason.CORRUPT, "neither text nor a known binary format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pdf", "a.docx", "a.json"})
    void parse_damagedFile_isCorrupt(String name) {
        assertFails(() -> parser.parse(name, "%PDF-1.7 {]".getBytes(UTF_8)), Reason.CORRUPT, "it is ");
    }

    @Test
    void parse_entityBomb_isCorruptAndFetchesNothing() {
        String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + folder.toUri() + "\"><!ENTITY l \"lol\">"
                + "<!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;\"><!ENTITY n \"&m;&m;&m;&m;&m;&m;\">]><a>&n;</a>";

        assertFails(() -> parser.parse("a.xml", xml.getBytes(UTF_8)), Reason.CORRUPT, "entity");
    }

    @Test
    void parse_deeplyNestedMarkup_doesNotOverflow() {
        String quotes = ">".repeat(20_000) + " deep";
        String emphasis = "*a **a ".repeat(5_000) + "end";
        String elements = "<b>".repeat(20_000) + "deep";

        assertThat(parser.parse("a.md", quotes.getBytes(UTF_8)).text()).endsWith("deep");
        assertThat(parser.parse("a.md", emphasis.getBytes(UTF_8)).text()).endsWith("end");
        assertThat(parser.parse("a.html", elements.getBytes(UTF_8)).text()).isEqualTo("deep");
    }

    @Test
    void parse_byManyThreads_givesEachItsOwn() {
        List<String> texts = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> parser.parse(i + ".xml", ("<a>text " + i + "</a>").getBytes(UTF_8))
                        .text())
                .toList();

        assertThat(texts).hasSize(64).doesNotHaveDuplicates().allMatch(text -> text.matches("text \\d+"));
    }

    @Test
    void fingerprint_differsWithTheLimits() {
        DocumentParser other = DocumentParser.withLimits(
                ParseLimits.builder().timeLimit(Duration.ofSeconds(5)).build());

        assertThat(parser.fingerprint())
                .isEqualTo(DocumentParser.withDefaults().fingerprint())
                .isNotEqualTo(other.fingerprint());
    }

    @Test
    void limits_outOfRange_areRefusedByName() {
        assertThatThrownBy(() -> ParseLimits.builder().maxCharacters(0).build())
                .hasMessage("maxCharacters is 0, but must be at least 1");
        assertThatThrownBy(() -> ParseLimits.builder().timeLimit(Duration.ZERO).build())
                .hasMessageContaining("timeLimit");
    }

    @Test
    void run_workThatHangs_timesOutAndIsInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertFails(
                () -> ParseThread.run("slow.pdf", Duration.ofMillis(20), () -> {
                    try {
                        return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                }),
                Reason.TIMEOUT,
                "slow.pdf: it takes longer than 20 ms");
        interrupted.await();
    }

    @Test
    void run_interruptedCaller_saysSoAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertFails(
                () -> ParseThread.run(
                        "a.pdf", Duration.ofHours(1), () -> new CountDownLatch(1).await(1, TimeUnit.HOURS)),
                Reason.INTERRUPTED,
                "a.pdf: the calling thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_errorsOfParsers_becomeFailuresOfTheFile() {
        assertFails(() -> run(new StackOverflowError()), Reason.LIMIT, "StackOverflowError");
        assertFails(() -> run(new OutOfMemoryError("Java heap space")), Reason.LIMIT, "Java heap space");
        assertFails(() -> run(new NoClassDefFoundError("org/bouncycastle/cms/X")), Reason.ENCRYPTED, "encrypted");
        assertFails(() -> run(new NoClassDefFoundError("org/other/X")), Reason.UNSUPPORTED, "org/other/X");
        assertFails(() -> run(new IllegalStateException("bad\nrecord")), Reason.CORRUPT, "(bad)");
        assertThatThrownBy(() -> run(new InternalError("VM bug"))).isInstanceOf(IllegalStateException.class);
    }

    private static void run(Throwable thrown) {
        ParseThread.run("a.pdf", Duration.ofSeconds(10), () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    private static void assertFails(ThrowingCallable parse, Reason reason, String message) {
        assertThatThrownBy(parse)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        DocumentParseException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("content"));
            zip.write(content);
        }
        return out.toByteArray();
    }

    /** A page whose content expands to that many spaces. */
    private static byte[] pdfWithStream(int expandedBytes) {
        byte[] spaces = " ".repeat(expandedBytes).getBytes(UTF_8);
        byte[] packed = new byte[spaces.length + 100];
        Deflater deflater = new Deflater();
        deflater.setInput(spaces);
        deflater.finish();
        int length = deflater.deflate(packed);
        deflater.end();
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes("""
                %%PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj
                4 0 obj<</Filter/FlateDecode/Length %d>>stream
                """.formatted(length).getBytes(UTF_8));
        pdf.write(packed, 0, length);
        pdf.writeBytes("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".getBytes(UTF_8));
        return pdf.toByteArray();
    }
}
