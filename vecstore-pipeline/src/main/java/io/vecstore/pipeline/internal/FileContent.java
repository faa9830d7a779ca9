package io.vecstore.pipeline.internal;

/**
 * A file's bytes, read while nobody changed it.
 *
 * @param bytes all of them; not to be changed
 * @param hash their SHA-256
 * @param stat the file's size and time before and after
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives from reading to parsing
record FileContent(byte[] bytes, String hash, FileStat stat) {}
