/**
 * Documents in, chunks out, every chunk with its place in the source. Tika finds its parsers by itself: on the
 * module path they take part only with {@code --add-modules ALL-MODULE-PATH}.
 */
module io.vecstore.text {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires org.apache.commons.csv;
    requires org.apache.tika.core;
    requires org.apache.tika.parser.microsoft;
    requires org.apache.tika.parser.pdf;
    requires org.apache.tika.parser.txt;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires org.jsoup;
    requires org.slf4j;

    exports io.vecstore.text;
    exports io.vecstore.text.parse;
    exports io.vecstore.text.split;
}
