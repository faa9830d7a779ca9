package io.vecstore.embeddings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What the vectors of an embedder depend on. Two embedders with one {@link #fingerprint()} give vectors that
 * may be compared; a collection remembers it and refuses others.
 *
 * @param id a name for people, such as {@code all-MiniLM-L6-v2-q}
 * @param modelSha256 lower-case hex digest of the model file; empty where there is no file (a remote model)
 * @param tokenizerSha256 the same of {@code tokenizer.json}
 * @param settings pooling, normalisation, length and prefixes
 */
public record ModelIdentity(String id, String modelSha256, String tokenizerSha256, EmbeddingSettings settings) {
    private static final String FORMAT = "vecstore-model-1";

    public ModelIdentity {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(modelSha256, "modelSha256");
        Objects.requireNonNull(tokenizerSha256, "tokenizerSha256");
        Objects.requireNonNull(settings, "settings");
    }

    /**
     * 64 hex digits, equal on every machine and in every release for equal components. The id takes part
     * only where there is no file to hash: a renamed folder is still the same model.
     */
    public String fingerprint() {
        String canonical = String.join(
                "\n",
                FORMAT,
                modelSha256.isEmpty() ? quote(id) : modelSha256,
                tokenizerSha256,
                settings.pooling().name(),
                Boolean.toString(settings.normalize()),
                Integer.toString(settings.maxLength()),
                Boolean.toString(settings.lowerCase()),
                quote(settings.queryPrefix()),
                quote(settings.passagePrefix()));
        return HexFormat.of().formatHex(sha256().digest(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    /** Keeps a line break inside a value from passing for the next component. */
    private static String quote(String value) {
        return value.length() + ":" + value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
