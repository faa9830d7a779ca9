package io.vecstore.langchain4j;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import io.vecstore.text.ParsedDocument;

/** A document for langchain4j that has kept its pages and headings for our splitter. */
record StructuredDocument(ParsedDocument parsed, Metadata metadata) implements Document {

    @Override
    public String text() {
        return parsed.text();
    }
}
