package io.vecstore.embeddings.runtime;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a file of a model is: on disk, or in memory because it came from the class path. A model on disk is
 * opened by its path, so that ONNX Runtime maps it and finds weights stored beside it.
 */
public sealed interface ModelSource {
    /** How messages name the place. */
    String describe();

    InputStream open() throws IOException;

    static ModelSource of(Path file) {
        return new OnDisk(file);
    }

    /**
     * A resource on the class path or module path, read whole.
     *
     * @param remedy what the message advises if the resource is missing
     */
    static ModelSource ofResource(String name, String remedy) {
        try (InputStream in = ModelSource.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new EmbeddingException(
                        Kind.MODEL_NOT_FOUND, "no resource \"" + name + "\" on the class path: " + remedy);
            }
            return new InMemory("class path resource " + name, in.readAllBytes());
        } catch (IOException e) {
            throw new EmbeddingException(
                    Kind.MODEL_INVALID, "cannot read class path resource " + name + ": " + e.getMessage(), e);
        }
    }

    /** The SHA-256 of the content in lower-case hex. */
    default String sha256() {
        try (DigestInputStream in = new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new EmbeddingException(Kind.MODEL_INVALID, "cannot read " + describe() + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A file. */
    record OnDisk(Path file) implements ModelSource {
        @Override
        public String describe() {
            return file.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** Bytes of a resource. */
    final class InMemory implements ModelSource {
        private final String description;
        private final byte[] bytes;

        InMemory(String description, byte[] bytes) {
            this.description = description;
            this.bytes = bytes;
        }

        @Override
        public String describe() {
            return description;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
