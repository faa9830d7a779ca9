package io.vecstore.internal.io;

/** A file that grows at its end. One thread at a time. */
public interface AppendFile extends AutoCloseable {

    /** Appends {@code length} bytes of {@code bytes} from {@code offset}. */
    void write(byte[] bytes, int offset, int length);

    /** Returns once all that was written is on the medium. */
    void force();

    /** Bytes in the file so far. */
    long size();

    @Override
    void close();
}
