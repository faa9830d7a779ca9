package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Writes any number of indexes as the body of one postings file: flush and compaction are the same act. Streams: the
 * memory it takes is one term's postings and the compressed term dictionary.
 */
public final class PostingsWriter {

    private final BinaryWriter out;
    private final TermRecordWriter record = new TermRecordWriter();
    private final TermDictionaryWriter dictionary = new TermDictionaryWriter();
    private final PostingsBlock block = new PostingsBlock();

    private PostingsWriter(BinaryWriter out) {
        this.out = out;
    }

    /**
     * Writes the body.
     *
     * @param sources in the order of their new ordinals: all of one are below all of the next
     * @param ordinalLimit every new ordinal is below this
     */
    public static void write(BinaryWriter out, List<PostingsSource> sources, int ordinalLimit) {
        new PostingsWriter(out).write(sources, ordinalLimit);
    }

    private void write(List<PostingsSource> sources, int ordinalLimit) {
        long start = out.position();
        writeRecords(sources);
        long dictionaryAt = out.position() - start;
        dictionary.finish(out);
        long lengthsAt = out.position() - start;
        Totals totals = writeLengths(sources, ordinalLimit);
        out.writeLong(dictionaryAt);
        out.writeLong(dictionary.groupsBytes());
        out.writeLong(lengthsAt);
        out.writeLong(totals.sumDocLength);
        out.writeInt(totals.docCount);
        out.writeInt(ordinalLimit);
        out.writeInt(dictionary.termCount());
        out.writeInt(0);
    }

    private void writeRecords(List<PostingsSource> sources) {
        PriorityQueue<SourceTerms> queue = new PriorityQueue<>(SourceTerms.BY_TERM_THEN_SOURCE);
        for (int number = 0; number < sources.size(); number++) {
            SourceTerms terms = new SourceTerms(number, sources.get(number));
            if (terms.iterator.next()) {
                queue.add(terms);
            }
        }
        List<SourceTerms> current = new ArrayList<>();
        while (!queue.isEmpty()) {
            byte[] term = queue.element().iterator.term();
            while (!queue.isEmpty() && Arrays.equals(queue.element().iterator.term(), term)) {
                current.add(queue.remove());
            }
            writeTerm(term, current);
            for (SourceTerms terms : current) {
                if (terms.iterator.next()) {
                    queue.add(terms);
                }
            }
            current.clear();
        }
    }

    private void writeTerm(byte[] term, List<SourceTerms> sources) {
        for (SourceTerms source : sources) {
            append(source.iterator.postings(), source.newOrdinals);
        }
        int docFreq = record.docFreq();
        if (docFreq > 0) {
            long start = out.position();
            long positionsAt = record.finish(out);
            dictionary.add(term, docFreq, positionsAt, out.position() - start);
        }
    }

    private void append(TermPostings postings, int[] newOrdinals) {
        for (int b = 0; b < postings.blockCount(); b++) {
            postings.load(b, block);
            block.unpack();
            PositionReader positions = postings.positions(b);
            for (int i = 0; i < block.length; i++) {
                int ordinal = newOrdinals[block.ordinals[i]];
                int termFreq = block.termFreqs[i];
                if (ordinal == PostingsSource.DROPPED) {
                    positions.skip(termFreq);
                } else {
                    record.add(ordinal, block.docLengths[i], positions.read(termFreq), termFreq);
                }
            }
        }
    }

    private Totals writeLengths(List<PostingsSource> sources, int ordinalLimit) {
        Totals totals = new Totals();
        int next = 0;
        for (PostingsSource source : sources) {
            for (int old = 0; old < source.postings().ordinalLimit(); old++) {
                int ordinal = source.newOrdinals()[old];
                if (ordinal != PostingsSource.DROPPED) {
                    if (ordinal < next || ordinal >= ordinalLimit) {
                        throw new IllegalArgumentException("new ordinal " + ordinal + " of ordinal " + old
                                + " is not within " + next + " and " + (ordinalLimit - 1));
                    }
                    writeZeros(ordinal - next);
                    int docLength = source.postings().docLength(old);
                    out.writeInt(docLength);
                    totals.add(docLength);
                    next = ordinal + 1;
                }
            }
        }
        writeZeros(ordinalLimit - next);
        return totals;
    }

    private void writeZeros(int count) {
        for (int i = 0; i < count; i++) {
            out.writeInt(0);
        }
    }

    private static final class Totals {
        private int docCount;
        private long sumDocLength;

        void add(int docLength) {
            docCount += docLength > 0 ? 1 : 0;
            sumDocLength += docLength;
        }
    }

    private static final class SourceTerms {
        private static final Comparator<SourceTerms> BY_TERM_THEN_SOURCE = (a, b) -> {
            int byTerm = Arrays.compareUnsigned(a.iterator.term(), b.iterator.term());
            return byTerm != 0 ? byTerm : Integer.compare(a.number, b.number);
        };

        private final int number;
        private final int[] newOrdinals;
        private final TermIterator iterator;

        SourceTerms(int number, PostingsSource source) {
            this.number = number;
            this.newOrdinals = source.newOrdinals();
            this.iterator = source.postings().terms();
        }
    }
}
