package io.vecstore.pipeline.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Reads whole files and makes sure that none changes meanwhile. Counts what it reads. Thread-safe. */
final class StableReader {

    private static final int ATTEMPTS = 2;

    private final AtomicInteger filesRead = new AtomicInteger();
    private final AtomicLong bytesRead = new AtomicLong();
    private final int maxBytes;
    private final Opener opener;

    /** How a file is opened. */
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    /** @param maxBytes files that are larger are refused unread */
    StableReader(int maxBytes) {
        this(maxBytes, Files::newInputStream);
    }

    StableReader(int maxBytes, Opener opener) {
        this.maxBytes = maxBytes;
        this.opener = opener;
    }

    /** @throws FileException if it cannot be read, is too large, or changes each time it is read */
    FileContent read(Path file) throws FileException {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                FileStat before = FileStat.of(file);
                byte[] bytes = bytes(file, before.size());
                FileStat after = FileStat.of(file);
                if (before.equals(after) && bytes.length == before.size()) {
                    return new FileContent(bytes, Sha256.hex(bytes), after);
                }
            }
            throw new FileException("it changes while it is read; sync again when it is finished");
        } catch (NoSuchFileException gone) {
            throw new FileException("it vanished while the folder was read; sync again");
        } catch (AccessDeniedException denied) {
            throw new FileException("this user may not read it; change its permissions");
        } catch (IOException failure) {
            throw new FileException("it cannot be read (" + failure.getMessage() + "); check the disk it is on");
        }
    }

    private byte[] bytes(Path file, long size) throws IOException, FileException {
        if (size > maxBytes) {
            throw new FileException("it is larger than " + maxBytes + " bytes; split it");
        }
        filesRead.incrementAndGet();
        try (InputStream in = opener.open(file)) {
            byte[] bytes = in.readNBytes((int) size + 1);
            bytesRead.addAndGet(bytes.length);
            return bytes;
        }
    }

    int filesRead() {
        return filesRead.get();
    }

    long bytesRead() {
        return bytesRead.get();
    }
}
