package io.vecstore.text.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vecstore.text.ParsedDocument;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatsTest {
    private final DocumentParser parser = DocumentParser.withDefaults();

    private ParsedDocument parse(String name, String content) {
        return parser.parse(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void parse_textWithoutMark_findsItsCharset(String charset) {
        String text =
                "Der schnelle braune Fuchs springt \u00FCber den faulen Hund \u2013 \u201Eimmer\u201C h\u00F6her.";

        assertThat(parser.parse("fox.txt", text.getBytes(Charset.forName(charset)))
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void parse_textWithByteOrderMark_dropsIt(String charset) {
        assertThat(parser.parse("mark.txt", "\uFEFF\u65E5\u672C\u8A9E".getBytes(Charset.forName(charset)))
                        .text())
                .isEqualTo("\u65E5\u672C\u8A9E");
    }

    @Test
    void parse_text_normalisesLineEndsOnly() {
        assertThat(parse("a.txt", "\n\n  one\r\n\ttwo \r\rthree\u0000\n\n").text())
                .isEqualTo("  one\n\ttwo \n\nthree");
    }

    @Test
    void parse_markdown_givesWordsAndStructure() {
        ParsedDocument document = parse("guide.md", """
                # The *guide*

                Wrapped
                text with **bold**, `code`, [a link](https://example.org/x) and ![a plan](plan.png).

                Second heading
                --------------
                3. third
                4. fourth
                   - inner

                | L | R |
                |---|---|
                | a | b |

                <details><summary>More</summary><script>no()</script>hidden by default</details>
                <!-- a comment -->

                ```java
                if (a < b) {
                    return;
                }
                ```
                """);

        assertThat(document.text()).isEqualTo("""
                        The guide

                        Wrapped text with bold, code, a link and a plan.

                        Second heading

                        3. third
                        4. fourth
                          - inner

                        L | R
                        a | b

                        More
                        hidden by default

                        if (a < b) {
                            return;
                        }""");
        assertThat(document.title()).contains("The guide");
        assertThat(document.headingPathAt(document.text().indexOf("inner")))
                .containsExactly("The guide", "Second heading");
        assertThat(document.mediaType()).isEqualTo("text/markdown");
    }

    @Test
    void parse_markdownWithFrontMatter_takesTitleAndKeepsText() {
        ParsedDocument document =
                parse("note.md", "---\ntitle: \"On pumps\"\ntags: [water]\n---\n\nPumps move water.\n");

        assertThat(document.title()).contains("On pumps");
        assertThat(document.text()).isEqualTo("title: \"On pumps\"\ntags: [water]\n\nPumps move water.");
        assertThat(document.headings()).isEmpty();
    }

    @Test
    void parse_markdownThatBeginsWithHtml_isStillMarkdown() {
        ParsedDocument document = parse("README.md", "<h1 align=\"center\">Pumps</h1>\n\n## Use\n\n*Turn* it on.\n");

        assertThat(document.text()).isEqualTo("Pumps\n\nUse\n\nTurn it on.");
        assertThat(document.headingPathAt(document.text().length())).containsExactly("Pumps", "Use");
    }

    @Test
    void parse_html_showsWhatABrowserShows() {
        ParsedDocument document = parse("page.html", """
                <!DOCTYPE html><html lang="en"><head><title>A page</title><style>p{}</style>
                <meta name="author" content="Ada"></head><body>
                <!-- comment --><script>alert('script')</script><template>template</template>
                <h1>Main <em>thing</em></h1><p>One&nbsp;two
                  three<br>four</p><ol start="3"><li>c<li>d</ol>
                <div hidden>secret</div><p style="color:red; display: none">invisible</p>
                <table><tr><th>k<th>v<tr><td><p>x</p><td>y</table>
                <pre>a
                  b</pre><h2>Sub</h2><p>end</p></body></html>
                """);

        assertThat(document.text()).isEqualTo("""
                        Main thing

                        One two three
                        four

                        3. c
                        4. d

                        k | v
                        x | y

                        a
                          b

                        Sub

                        end""");
        assertThat(document.title()).contains("A page");
        assertThat(document.metadata()).contains(entry("author", "Ada"), entry("language", "en"));
        assertThat(document.headingPathAt(document.text().length())).containsExactly("Main thing", "Sub");
    }

    @Test
    void parse_headingThatIsNeverClosed_doesNotSwallowThePage() {
        ParsedDocument document = parse("page.html", "<h1>Title<p>" + "word ".repeat(50) + "<p>Second<p>Third");

        assertThat(document.text()).endsWith("word\n\nSecond\n\nThird");
        assertThat(document.headings()).isEmpty();
    }

    @Test
    void parse_htmlThatDeclaresItsCharset_usesIt() {
        String html =
                "<html><head><meta charset=\"windows-1251\"></head><body><p>\u041F\u0440\u0438\u0432\u0435\u0442</p>";

        assertThat(parser.parse("ru.html", html.getBytes(Charset.forName("windows-1251")))
                        .text())
                .isEqualTo("\u041F\u0440\u0438\u0432\u0435\u0442");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "a.csv ! name,size\\nbolt,12\\n\"nut, big\",7 ! name; size\\nname: bolt; size: 12\\nname: nut, big; size: 7",
                "b.csv ! name;size\\nbolt;1,5 ! name; size\\nname: bolt; size: 1,5",
                "c.tsv ! name\\tsize\\nbolt\\t12 ! name; size\\nname: bolt; size: 12",
                "d.csv ! Stock list,\\n,\\nname,size\\nbolt, ! Stock list\\nname; size\\nname: bolt",
                "e.csv ! 1,2\\n3,4 ! 1; 2\\n3; 4",
                "f.csv ! name,note\\nbolt,\"two\\nlines\"\\nnut,\"never closed ! name; note\\nname: bolt; note: two lines\\nname: nut; note: never closed",
            })
    void parse_csv_namesTheColumnsInEachRow(String name, String content, String text) {
        assertThat(parse(name, content.translateEscapes()).text()).isEqualTo(text.translateEscapes());
    }

    @Test
    void parse_json_writesAPathForEachValue() {
        String json =
                "{\"shop\":{\"name\":\"Nuts\",\"open\":true},\"parts\":[{\"id\":1,\"tags\":[\"a\",\"b\"]},{\"id\":2}]}";

        assertThat(parse("shop.json", json).text())
                .isEqualTo(
                        "shop.name: Nuts\nshop.open: true\nparts.id: 1\nparts.tags: a\nparts.tags: b\n\nparts.id: 2");
    }

    @Test
    void parse_jsonLines_setsRecordsApart() {
        assertThat(parse("log.jsonl", "{\"n\":1}\n{\"n\":2}\n").text()).isEqualTo("n: 1\n\nn: 2");
    }

    @Test
    void parse_programSource_isPlainText() {
        String source = "fn main() {\n    println!(\"<html>\");\n}";

        assertThat(parse("main.rs", source).text()).isEqualTo(source);
        assertThat(parse("no-extension", source).text()).isEqualTo(source);
    }

    @Test
    void parse_source_isKeptAndHashed() {
        ParsedDocument document = parse("folder/a.txt", "abc");

        assertThat(document.source()).isEqualTo("folder/a.txt");
        assertThat(document.contentHash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
