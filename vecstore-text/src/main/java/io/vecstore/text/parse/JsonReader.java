package io.vecstore.text.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * JSON, one value or several (JSON Lines): each scalar becomes a line {@code path.to.it: value}, and the
 * objects of an array are set off by empty lines, so that a record is found on its own. Read in a stream.
 */
final class JsonReader implements FormatReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) throws IOException {
        Deque<String> path = new ArrayDeque<>();
        try (JsonParser json = FACTORY.createParser(TextDecoder.decode(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> path.addLast(json.currentName());
                    case START_OBJECT, START_ARRAY -> {}
                    case END_OBJECT, END_ARRAY -> endValue(json, token, path, out);
                    default -> {
                        writeScalar(path, json.getText(), out);
                        endValue(json, token, path, out);
                    }
                }
            }
        }
    }

    private static void writeScalar(Deque<String> path, String value, DocumentAssembler out) {
        out.line();
        out.verbatim(path.isEmpty() ? value : String.join(".", path) + ": " + value);
    }

    /** Leaves the field that the value belonged to; an object that is an element or a whole value ends a record. */
    private static void endValue(JsonParser json, JsonToken token, Deque<String> path, DocumentAssembler out) {
        if (json.getParsingContext().inObject()) {
            path.pollLast();
        } else if (token == JsonToken.END_OBJECT) {
            out.paragraph();
        }
    }
}
