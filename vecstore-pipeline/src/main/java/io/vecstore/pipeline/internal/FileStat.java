package io.vecstore.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells without reading whether a file has changed.
 *
 * @param size in bytes
 * @param modified in nanoseconds since the epoch
 */
record FileStat(long size, long modified) {

    static FileStat of(BasicFileAttributes attributes) {
        return new FileStat(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }

    static FileStat of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }
}
