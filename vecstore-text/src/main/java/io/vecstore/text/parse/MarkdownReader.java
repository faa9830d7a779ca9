package io.vecstore.text.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;

/**
 * CommonMark with tables, as the words that a rendered page shows. Front matter stays readable text, and its
 * {@code title} and {@code author} are taken.
 */
final class MarkdownReader implements FormatReader {
    /** Deeper nesting is read as plain text; the parser's time grows with the square of it. */
    private static final int MAX_OPEN_BLOCKS = 64;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(MAX_OPEN_BLOCKS)
            .build();

    /** Lines of {@code key: value} between two lines of three dashes, at the very top. */
    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R((?:[^\\r\\n]*\\R){0,200}?)---[ \\t]*(?:\\R|\\z)");

    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) {
        String markdown = TextDecoder.decodeMarkdown(file, limits);
        Matcher frontMatter = FRONT_MATTER.matcher(markdown);
        if (frontMatter.lookingAt()) {
            readFrontMatter(frontMatter.group(1), out);
            markdown = markdown.substring(frontMatter.end());
        }
        walk(PARSER.parse(markdown), new MarkupWriter(out));
    }

    private static void readFrontMatter(String lines, DocumentAssembler out) {
        value(lines, "title").ifPresent(out::title);
        value(lines, "author").ifPresent(author -> out.property("author", author));
        out.verbatim(lines);
        out.paragraph();
    }

    private static Optional<String> value(String lines, String key) {
        Matcher matcher = Pattern.compile("(?m)^" + key + ":[ \\t]*[\"']?(.*?)[\"']?[ \\t]*$")
                .matcher(lines);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Visits the tree depth first, by its own links: emphasis may nest thousands of levels deep. */
    private static void walk(Node root, MarkupWriter out) {
        Node node = root;
        boolean entering = true;
        while (node != null) {
            if (entering) {
                enter(node, out);
            } else {
                tag(node).ifPresent(out::close);
            }
            if (entering && node.getFirstChild() != null) {
                node = node.getFirstChild();
            } else if (entering) {
                entering = false;
            } else if (node != root && node.getNext() != null) {
                node = node.getNext();
                entering = true;
            } else {
                node = node == root ? null : node.getParent();
            }
        }
    }

    private static void enter(Node node, MarkupWriter out) {
        switch (node) {
            case Text text -> out.text(text.getLiteral());
            case Code code -> out.text(code.getLiteral());
            case SoftLineBreak _ -> out.text(" ");
            case FencedCodeBlock code -> writeCode(code.getLiteral(), out);
            case IndentedCodeBlock code -> writeCode(code.getLiteral(), out);
            case HtmlBlock html -> HtmlReader.write(Jsoup.parseBodyFragment(html.getLiteral()), out);
            case OrderedList list ->
                out.openList(Optional.ofNullable(list.getMarkerStartNumber()).orElse(1));
            default -> tag(node).ifPresent(out::open);
        }
    }

    private static boolean isInTightList(Paragraph paragraph) {
        return paragraph.getParent() instanceof ListItem item
                && item.getParent() instanceof ListBlock list
                && list.isTight();
    }

    private static void writeCode(String code, MarkupWriter out) {
        out.open("pre");
        out.text(code);
    }

    /** The element that HTML has for this node; empty for the emphasis and links of running text. */
    private static Optional<String> tag(Node node) {
        return switch (node) {
            case Heading heading -> Optional.of("h" + heading.getLevel());
            case Paragraph paragraph -> Optional.of(isInTightList(paragraph) ? "div" : "p");
            case BulletList _ -> Optional.of("ul");
            case OrderedList _ -> Optional.of("ol");
            case ListItem _ -> Optional.of("li");
            case BlockQuote _ -> Optional.of("blockquote");
            case FencedCodeBlock _, IndentedCodeBlock _ -> Optional.of("pre");
            case HardLineBreak _ -> Optional.of("br");
            case ThematicBreak _ -> Optional.of("hr");
            case TableBlock _ -> Optional.of("table");
            case TableRow _ -> Optional.of("tr");
            case TableCell _ -> Optional.of("td");
            default -> Optional.empty();
        };
    }
}
