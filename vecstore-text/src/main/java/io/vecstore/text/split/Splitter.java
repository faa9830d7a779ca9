package io.vecstore.text.split;

import io.vecstore.text.ParsedDocument;
import java.util.List;

/** Cuts documents into chunks. Implementations are immutable and thread-safe. */
public interface Splitter {
    /**
     * The chunks in the order of the text. A chunk's text is the document's from its start to its end, no chunk
     * is larger than the splitter's size, and all that stands in no chunk is white space.
     */
    List<Chunk> split(ParsedDocument document);

    /** Names everything about this splitter that decides what it returns: equal means the same chunks. */
    String fingerprint();
}
