package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.Texts;

/**
 * The parent of the records that are its chunks. Replacing or deleting a document touches the document and all of its
 * chunks in one commit.
 *
 * @param id 1 to {@value VectorRecord#MAX_ID_LENGTH} UTF-16 units; documents and records have separate ids
 * @param text the whole text that the chunks were cut from, at most {@value VectorRecord#MAX_TEXT_LENGTH} units;
 *     empty where it is not kept. It is not searched; the chunks are.
 * @param metadata what is known about the document
 */
public record Document(String id, String text, Metadata metadata) {

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if id or text is too long or not valid Unicode, or the id is empty
     */
    public Document {
        Texts.requireId(id, "document id");
        Texts.requireText(text, VectorRecord.MAX_TEXT_LENGTH, "text of document \"" + id + "\"");
    }
}
