package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import io.vecstore.text.parse.DocumentParseException;
import io.vecstore.text.split.RecursiveSplitter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentAdaptersTest {

    private static final VecStoreDocumentParser PARSER = VecStoreDocumentParser.withDefaults();

    @Test
    void parse_stream_givesTextAndWhatIsKnown() {
        Document document =
                PARSER.parse(stream("<html><title>Ships</title><body><h1>One</h1><p>text</p></body></html>"));

        assertThat(document.text()).contains("One").contains("text");
        assertThat(document.metadata().getString("title")).isEqualTo("Ships");
        assertThat(document.metadata().getString("mediaType")).isEqualTo("text/html");
        assertThat(document.metadata().getString("hash")).hasSize(64);
        assertThat(document.metadata().containsKey("source")).isFalse();
    }

    @Test
    void parse_nothing_isBlank() {
        assertThatThrownBy(() -> PARSER.parse(stream(""))).isInstanceOf(BlankDocumentException.class);
        assertThatThrownBy(() -> PARSER.parse(stream(" \n"))).isInstanceOf(BlankDocumentException.class);
    }

    @Test
    void parse_unsupported_failsWithOurReason() {
        assertThatThrownBy(() -> PARSER.parse("a.zip", stream("PK\u0003\u0004")))
                .isInstanceOf(DocumentParseException.class)
                .hasMessageContaining("a.zip");
    }

    @Test
    void split_namedMarkdown_keepsHeadingsAndMetadataPutLater() {
        Document document = PARSER.parse("a.md", stream("# One\n\nfirst\n\n# Two\n\nsecond\n"));
        document.metadata().put("tenant", "t");

        List<TextSegment> segments = VecStoreDocumentSplitter.withDefaults().split(document);

        assertThat(segments)
                .extracting(each -> each.metadata().getString("heading"))
                .containsExactly("One", "Two");
        assertThat(segments)
                .extracting(each -> each.metadata().getString("index"))
                .containsExactly("0", "1");
        assertThat(segments).allSatisfy(each -> {
            assertThat(each.metadata().getString("tenant")).isEqualTo("t");
            assertThat(each.metadata().getString("source")).isEqualTo("a.md");
        });
    }

    @Test
    void split_documentOfAnotherParser_hasExactRanges() {
        String text = "word ".repeat(300).strip();
        Document document = Document.from(text, Metadata.from("k", "v"));

        List<TextSegment> segments = VecStoreDocumentSplitter.of(RecursiveSplitter.ofCharacters(100, 20))
                .split(document);

        assertThat(segments).hasSizeGreaterThan(10).allSatisfy(each -> {
            Metadata metadata = each.metadata();
            assertThat(text.substring(metadata.getInteger("start"), metadata.getInteger("end")))
                    .isEqualTo(each.text());
            assertThat(metadata.getString("k")).isEqualTo("v");
        });
        assertThat(document.metadata().toMap()).containsOnlyKeys("k");
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
}
