package io.vecstore.text.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Refuses decompression bombs before a parser sees them: expands what is compressed in a ZIP container or a
 * PDF file into nothing, and stops when it has become too much. What cannot be expanded is left to the parser
 * to complain of. What one guard checks adds up. Not thread-safe.
 */
final class ExpansionGuard {
    private static final String ZIP_MAGIC = "PK\u0003\u0004";
    private static final String PDF_MAGIC = "%PDF-";
    private static final byte[] STREAM = "stream".getBytes(ISO_8859_1);

    /** As far back from a PDF stream as its dictionary is looked for. */
    private static final int DICTIONARY_BYTES = 512;

    private final String source;
    private final long maxExpandedBytes;
    private final int maxNesting;
    private final byte[] discarded = new byte[64 << 10];
    private long expandedBytes;

    ExpansionGuard(String source, ParseLimits limits) {
        this.source = source;
        this.maxExpandedBytes = limits.maxExpandedBytes();
        this.maxNesting = limits.maxNesting();
    }

    /**
     * Expands all parts of {@code file}.
     *
     * @throws DocumentParseException if they are too large
     */
    void check(SourceFile file) throws IOException {
        if (file.startsWith(ZIP_MAGIC)) {
            checkZip(new ByteArrayInputStream(file.bytes()), 0);
        } else if (file.startsWith(PDF_MAGIC)) {
            checkPdf(file.bytes());
        }
    }

    /** Archives deeper than attachments are read are not opened by the parser either. */
    private void checkZip(InputStream stream, int depth) throws IOException {
        try {
            ZipInputStream zip = new ZipInputStream(stream);
            while (zip.getNextEntry() != null) {
                PushbackInputStream entry = new PushbackInputStream(zip, ZIP_MAGIC.length());
                byte[] magic = entry.readNBytes(ZIP_MAGIC.length());
                entry.unread(magic);
                if (depth < maxNesting && ZIP_MAGIC.equals(new String(magic, ISO_8859_1))) {
                    checkZip(entry, depth + 1);
                }
                discard(entry);
            }
        } catch (ZipException | IllegalArgumentException notReadable) {
            // Encrypted, damaged, or with a name that is no text: for the parser to report.
            discard(stream);
        }
    }

    private void discard(InputStream stream) throws IOException {
        for (int n = stream.read(discarded); n >= 0; n = stream.read(discarded)) {
            count(n);
        }
    }

    /** Finds streams by their keyword, whether or not the cross-reference table, which may lie, knows them. */
    private void checkPdf(byte[] pdf) {
        for (int at = indexOfStream(pdf, 0); at >= 0; at = indexOfStream(pdf, at)) {
            int data = at;
            while (data < pdf.length && (pdf[data] == '\r' || pdf[data] == '\n')) {
                data++;
            }
            if (data > at && isZlib(pdf, data) && !isImage(pdf, at)) {
                inflate(pdf, data);
            }
        }
    }

    private void inflate(byte[] bytes, int from) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, from, bytes.length - from);
            int n = inflater.inflate(discarded);
            while (n > 0) {
                count(n);
                n = inflater.inflate(discarded);
            }
        } catch (DataFormatException e) {
            return; // Not compressed after all, or damaged: for the parser to report.
        }
    }

    private void count(int bytes) {
        expandedBytes += bytes;
        if (expandedBytes > maxExpandedBytes) {
            throw new DocumentParseException(
                    source, Reason.LIMIT, "its compressed parts expand to more than " + maxExpandedBytes + " bytes");
        }
    }

    /** The offset after the next {@code stream} that is not part of {@code endstream}, -1 if there is none. */
    private static int indexOfStream(byte[] pdf, int from) {
        for (int i = from; i + STREAM.length <= pdf.length; i++) {
            if (pdf[i] == 's'
                    && Arrays.equals(pdf, i, i + STREAM.length, STREAM, 0, STREAM.length)
                    && (i == 0 || pdf[i - 1] != 'd')) {
                return i + STREAM.length;
            }
        }
        return -1;
    }

    /** RFC 1950: method 8, and the two bytes as a number divisible by 31. */
    private static boolean isZlib(byte[] bytes, int at) {
        return at + 1 < bytes.length
                && (bytes[at] & 0x0F) == 8
                && (((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF)) % 31 == 0;
    }

    private static boolean isImage(byte[] pdf, int at) {
        int from = Math.max(0, at - DICTIONARY_BYTES);
        String before = new String(pdf, from, at - from, ISO_8859_1);
        String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
        return dictionary.matches("(?s).*/Subtype\\s*/Image\\b.*");
    }
}
