package io.vecstore.pipeline.sync;

/**
 * A file that gave no document.
 *
 * @param path relative to the folder, with slashes
 * @param reason what is wrong and what to do, in one or two sentences
 */
public record FileFailure(String path, String reason) {}
