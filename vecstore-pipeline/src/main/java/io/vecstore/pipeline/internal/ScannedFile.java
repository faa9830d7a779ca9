package io.vecstore.pipeline.internal;

import java.nio.file.Path;

/**
 * A file as the scan saw it.
 *
 * @param path relative to the root, with slashes, for people
 * @param id of the document that is made from it
 * @param file where to read it
 * @param stat its size and time
 */
record ScannedFile(String path, String id, Path file, FileStat stat) {}
