package io.vecstore.text.parse;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/**
 * HTML as a browser shows it without scripts: no comments, styles or templates, nothing that the markup
 * itself hides. Rules of style sheets are not evaluated.
 */
final class HtmlReader implements FormatReader {
    private static final Set<String> NOT_TEXT = Set.of(
            "head",
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "embed",
            "svg",
            "canvas",
            "audio",
            "video",
            "datalist",
            "textarea");

    /** Elements nested deeper are read as siblings; the parser's time grows with the depth. */
    private static final int MAX_DEPTH = 128;

    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) {
        Parser parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        Document html = Jsoup.parse(TextDecoder.decodeHtml(file, limits), "", parser);
        out.title(html.title());
        property(html, "author", out);
        property(html, "description", out);
        property(html, "keywords", out);
        Element root = html.selectFirst("html");
        out.property("language", root == null ? "" : root.attr("lang"));
        write(html, new MarkupWriter(out));
    }

    /** Writes what is visible of {@code html}. Walks the tree without recursion. */
    static void write(Node html, MarkupWriter out) {
        html.filter(new VisibleNodes(out));
    }

    private static void property(Document html, String name, DocumentAssembler out) {
        Element meta = html.selectFirst("meta[name=" + name + "]");
        out.property(name, meta == null ? "" : meta.attr("content"));
    }

    private static boolean isHidden(Element element) {
        if (element.hasAttr("hidden")) {
            return true;
        }
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return style.contains("display:none") || style.contains("visibility:hidden");
    }

    private record VisibleNodes(MarkupWriter out) implements NodeFilter {
        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                out.text(text.getWholeText());
            } else if (node instanceof Element element) {
                String tag = element.normalName();
                if (NOT_TEXT.contains(tag) || isHidden(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                openElement(tag, element);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                out.close(element.normalName());
            }
            return FilterResult.CONTINUE;
        }

        private void openElement(String tag, Element element) {
            switch (tag) {
                case "img" -> out.text(element.attr("alt"));
                case "ol" -> out.openList(firstItem(element.attr("start")));
                default -> out.open(tag);
            }
        }

        private static int firstItem(String start) {
            return start.matches("\\d{1,9}") ? Integer.parseInt(start) : 1;
        }
    }
}
