package io.vecstore.pipeline.internal;

import io.vecstore.VectorCollection;
import io.vecstore.text.parse.DocumentParser;
import io.vecstore.text.split.Splitter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a pipeline is made of.
 *
 * @param collection where all is stored
 * @param database the folder of the database where it is known: it is never synced itself
 */
public record Ingredients(
        VectorCollection collection,
        Optional<Path> database,
        ModelGuard embedder,
        DocumentParser parser,
        Splitter splitter) {

    /** A short name of everything, except the model, that decides what a file becomes in the store. */
    String settings() {
        String all = String.join("\n", "" + ChunkRecords.VERSION, parser.fingerprint(), splitter.fingerprint());
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
