package io.vecstore.internal.bm25;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A mapped postings file. Nothing is loaded on opening. Immutable; safe to read from many threads while the file is
 * mapped.
 *
 * <pre>
 * body       records | dictionary | lengths | trailer
 * record     of a term with more than one block: last ordinal of each block, offset of each block, offset of each
 *            block's positions, {@link BlockMaxima} of each block (all u32, column after column)
 *            blocks ({@link BlockCodec}), positions (varint, each less the one before it in its document)
 * dictionary {@link TermDictionary}
 * lengths    u32 for each ordinal
 * trailer    u64 dictionary offset, u64 bytes of its groups, u64 lengths offset, u64 sumDocLength,
 *            u32 docCount, u32 ordinalLimit, u32 term count, u32 zero
 * </pre>
 */
public final class PostingsFile implements Postings {

    /** The kind in the file's frame. */
    public static final String KIND = "POST";

    private static final int TRAILER_BYTES = 4 * Long.BYTES + 4 * Integer.BYTES;

    private final MemorySegment body;
    private final String path;
    private final long origin;
    private final TermDictionary dictionary;
    private final long lengthsAt;
    private final long sumDocLength;
    private final int docCount;
    private final int ordinalLimit;

    private PostingsFile(MemorySegment body, String path, long origin) {
        this.body = body;
        this.path = path;
        this.origin = origin;
        BinaryReader trailer = new BinaryReader(body, path, origin);
        if (body.byteSize() < TRAILER_BYTES) {
            throw trailer.corrupt("only " + body.byteSize() + " bytes: too few for a postings file");
        }
        long trailerAt = body.byteSize() - TRAILER_BYTES;
        trailer.seek(trailerAt);
        long dictionaryAt = trailer.readLong();
        long groupsBytes = trailer.readLong();
        lengthsAt = trailer.readLong();
        sumDocLength = trailer.readLong();
        docCount = trailer.readInt();
        ordinalLimit = trailer.readInt();
        int termCount = trailer.readInt();
        boolean consistent = ordinalLimit >= 0
                && docCount >= 0
                && docCount <= ordinalLimit
                && sumDocLength >= docCount
                && termCount >= 0
                && dictionaryAt >= 0
                && dictionaryAt <= lengthsAt
                && lengthsAt == trailerAt - (long) ordinalLimit * Integer.BYTES;
        if (!consistent) {
            throw trailer.corrupt("the trailer contradicts itself or the file's length");
        }
        dictionary = new TermDictionary(
                body.asSlice(dictionaryAt, lengthsAt - dictionaryAt),
                groupsBytes,
                termCount,
                path,
                origin + dictionaryAt);
    }

    /** The index in a file that was opened as {@link #KIND}. */
    public static PostingsFile of(FramedFile file) {
        return of(file.body(), file.path().toString(), FramedFile.HEADER_BYTES);
    }

    /**
     * The index in {@code body}.
     *
     * @param path where the bytes come from, for errors
     * @param origin the offset of {@code body} in that file, for errors
     */
    public static PostingsFile of(MemorySegment body, String path, long origin) {
        return new PostingsFile(body, path, origin);
    }

    @Override
    public int ordinalLimit() {
        return ordinalLimit;
    }

    @Override
    public int docCount() {
        return docCount;
    }

    @Override
    public long sumDocLength() {
        return sumDocLength;
    }

    @Override
    public int docLength(int ordinal) {
        int length = body.get(Layouts.INT, lengthsAt + (long) ordinal * Integer.BYTES);
        if (length < 0) {
            throw corrupt(lengthsAt + (long) ordinal * Integer.BYTES, "document length " + length + " is negative");
        }
        return length;
    }

    @Override
    public @Nullable TermPostings find(String term) {
        TermDictionary.Cursor found = dictionary.find(term.getBytes(StandardCharsets.UTF_8));
        return found == null ? null : postings(found);
    }

    @Override
    public TermIterator terms() {
        return new Terms();
    }

    private TermPostings postings(TermDictionary.Cursor entry) {
        long start = entry.recordAt;
        long length = entry.recordBytes;
        boolean inside = start >= 0 && length >= 0 && start <= lengthsAt && length <= lengthsAt - start;
        if (!inside || entry.positionsAt < 0 || entry.positionsAt > length) {
            throw corrupt(Math.max(0, start), "a term's postings do not lie within the file");
        }
        if (entry.docFreq < 1 || entry.docFreq > ordinalLimit) {
            throw corrupt(start, "term frequency " + entry.docFreq + " is not within 1 and " + ordinalLimit);
        }
        return new FileTermPostings(
                entry.docFreq, body.asSlice(start, length), entry.positionsAt, ordinalLimit, path, origin + start);
    }

    private CorruptDataException corrupt(long offset, String reason) {
        return new CorruptDataException(path, origin + offset, reason);
    }

    private final class Terms implements TermIterator {
        private final TermDictionary.Cursor cursor = dictionary.first();

        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public byte[] term() {
            return cursor.term();
        }

        @Override
        public TermPostings postings() {
            return PostingsFile.this.postings(cursor);
        }
    }
}
