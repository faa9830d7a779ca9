package io.vecstore.internal.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an archive holds: the entry {@value #NAME}, a JSON object.
 *
 * @param id of the snapshot
 * @param name of the snapshot
 * @param sequence the newest commit in it
 * @param base the snapshot that has the files which the archive leaves out
 * @param files all files of the snapshot
 */
public record ArchiveIndex(UUID id, String name, long sequence, Optional<Base> base, List<Entry> files) {

    static final String NAME = "vecstore.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String KEY = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern PATH = Pattern.compile(
            "SNAPSHOT|CATALOG|collections/" + KEY + "/(?:MANIFEST|[0-9]{1,18}\\.[a-z]{1,20}(?:-[0-9]{1,18})?)");

    /**
     * A snapshot that an incremental archive builds on.
     *
     * @param id that it has to have
     * @param name that it had
     */
    public record Base(UUID id, String name) {}

    /**
     * A file of the snapshot.
     *
     * @param path in the snapshot's folder, with slashes
     * @param bytes its length
     * @param sha256 of its content, in hexadecimal
     * @param included whether the archive holds it
     */
    public record Entry(String path, long bytes, String sha256, boolean included) {}

    /** Copies the list. */
    public ArchiveIndex {
        files = List.copyOf(files);
    }

    byte[] toJson() throws IOException {
        ObjectNode json = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("id", id.toString())
                .put("name", name)
                .put("sequence", sequence);
        base.ifPresent(
                each -> json.putObject("base").put("id", each.id().toString()).put("name", each.name()));
        ArrayNode array = json.putArray("files");
        for (Entry file : files) {
            array.addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256())
                    .put("included", file.included());
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    static ArchiveIndex parse(byte[] bytes, Path archive) {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            int format = json.path("format").asInt();
            if (format > FORMAT) {
                throw new ConflictException("archive " + archive + " has format " + format
                        + ", this version of vecstore reads format " + FORMAT
                        + "; import it with the version that wrote it");
            }
            List<Entry> files = new ArrayList<>();
            for (JsonNode file : json.path("files")) {
                files.add(entry(file, archive));
            }
            JsonNode base = json.path("base");
            return new ArchiveIndex(
                    UUID.fromString(json.path("id").asText()),
                    json.path("name").asText(),
                    json.path("sequence").asLong(),
                    base.isObject()
                            ? Optional.of(new Base(
                                    UUID.fromString(base.path("id").asText()),
                                    base.path("name").asText()))
                            : Optional.empty(),
                    files);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new CorruptDataException(
                    archive.toString(), 0, "its " + NAME + " cannot be read: " + malformed.getMessage());
        }
    }

    private static Entry entry(JsonNode json, Path archive) {
        String path = json.path("path").asText();
        long bytes = json.path("bytes").asLong(-1);
        if (!PATH.matcher(path).matches() || bytes < 0) {
            throw new CorruptDataException(
                    archive.toString(),
                    0,
                    "its " + NAME + " names the file \"" + path + "\" of " + bytes
                            + " bytes, which no snapshot has; nothing was unpacked");
        }
        return new Entry(
                path, bytes, json.path("sha256").asText(), json.path("included").asBoolean());
    }
}
