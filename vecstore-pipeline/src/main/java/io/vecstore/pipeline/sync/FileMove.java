package io.vecstore.pipeline.sync;

/**
 * A file that was found under another path with the same content.
 *
 * @param from the old path, relative to the folder, with slashes
 * @param path the new one
 */
public record FileMove(String from, String path) {}
