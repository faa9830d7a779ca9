package io.vecstore.text.parse;

import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Tika's XHTML events, given to a {@link MarkupWriter}; counts pages and slides. Not thread-safe. */
final class XhtmlHandler extends DefaultHandler {
    private static final Set<String> NOT_TEXT = Set.of("head", "title", "style", "script");

    /** What Tika writes before the body. */
    private static final Set<String> HEAD = Set.of("html", "head", "meta", "link", "title");

    /** Classes of the {@code div} that Tika puts around a PDF page and a slide. */
    private static final Set<String> PAGES = Set.of("page", "slide-content");

    private final MarkupWriter writer;
    private final DocumentAssembler out;
    private Runnable prologue = () -> {};
    private int skipDepth;
    private int attachmentDepth;
    private int divDepth;
    private int pageDepth;
    private int pageNumber;

    XhtmlHandler(MarkupWriter writer, DocumentAssembler out) {
        this.writer = writer;
        this.out = out;
    }

    /** Has {@code action} run once, before the first element of the body that comes next. */
    void beforeBody(Runnable action) {
        prologue = action;
    }

    /** The pages of attachments are not the document's. */
    void startAttachment() {
        runPrologue();
        attachmentDepth++;
        out.paragraph();
    }

    void endAttachment() {
        runPrologue();
        attachmentDepth--;
        out.endHeading();
    }

    @Override
    public void startElement(String uri, String tag, String qualifiedName, Attributes attributes) {
        if (!HEAD.contains(tag)) {
            runPrologue();
        }
        if (NOT_TEXT.contains(tag)) {
            skipDepth++;
        }
        if (tag.equals("div") && attachmentDepth == 0) {
            openDiv(attributes);
        }
        if (skipDepth == 0) {
            writer.open(tag);
        }
    }

    @Override
    public void endDocument() {
        runPrologue();
    }

    @Override
    public void endElement(String uri, String tag, String qualifiedName) {
        if (NOT_TEXT.contains(tag)) {
            skipDepth--;
        }
        if (skipDepth == 0) {
            writer.close(tag);
        }
        if (tag.equals("div") && attachmentDepth == 0) {
            closeDiv();
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        if (attachmentDepth > 0) {
            runPrologue();
        }
        if (skipDepth == 0) {
            writer.text(new String(characters, start, length));
        }
    }

    /** Tika's own white space between elements. */
    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) {
        characters(characters, start, length);
    }

    private void runPrologue() {
        Runnable action = prologue;
        prologue = () -> {};
        action.run();
    }

    private void openDiv(Attributes attributes) {
        divDepth++;
        String name = attributes.getValue("class");
        if (pageDepth == 0 && name != null && PAGES.contains(name)) {
            pageDepth = divDepth;
            out.startPage(++pageNumber);
        }
    }

    private void closeDiv() {
        if (divDepth == pageDepth) {
            pageDepth = 0;
            out.endPage();
        }
        divDepth--;
    }
}
