package io.vecstore.text.parse;

import java.io.IOException;

/** Turns the bytes of one family of formats into text. Implementations keep no state between files. */
sealed interface FormatReader permits CsvReader, HtmlReader, JsonReader, MarkdownReader, PlainTextReader, TikaReader {

    /**
     * Reads {@code file} into {@code out}.
     *
     * @throws IOException or any unchecked exception or stack overflow, if the bytes are not what they should
     *     be; {@link ParseFailures} makes one failure of them all
     */
    void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) throws IOException;
}
