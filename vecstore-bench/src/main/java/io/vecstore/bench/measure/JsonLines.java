package io.vecstore.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vecstore.bench.data.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One JSON object a line: what benchmarks report, and what worker processes and their parent say to each other. */
public final class JsonLines {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonLines() {}

    /** A record, map or the like on one line. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", unexpected);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException malformed) {
            throw new BenchException("\"" + line + "\" is no " + type.getSimpleName(), malformed);
        }
    }

    /** Writes a file of lines anew. */
    public static void writeFile(Path file, List<?> values) {
        try {
            Files.write(file, values.stream().map(JsonLines::write).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }
}
