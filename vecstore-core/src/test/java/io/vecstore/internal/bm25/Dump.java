package io.vecstore.internal.bm25;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that an index holds, as lines: two indexes are equal when their dumps are. */
final class Dump {

    private Dump() {}

    static List<String> of(Postings index) {
        List<String> lines = new ArrayList<>();
        lines.add("docs " + index.docCount() + " length " + index.sumDocLength() + " limit " + index.ordinalLimit());
        for (int ordinal = 0; ordinal < index.ordinalLimit(); ordinal++) {
            lines.add(ordinal + " has " + index.docLength(ordinal));
        }
        TermIterator terms = index.terms();
        while (terms.next()) {
            String term = new String(terms.term(), StandardCharsets.UTF_8);
            lines.add(term + " in " + terms.postings().docFreq());
            addPostings(terms.postings(), term, lines);
        }
        return lines;
    }

    private static void addPostings(TermPostings postings, String term, List<String> lines) {
        PostingsBlock block = new PostingsBlock();
        for (int b = 0; b < postings.blockCount(); b++) {
            postings.load(b, block);
            PositionReader positions = postings.positions(b);
            for (int i = 0; i < block.length; i++) {
                int termFreq = block.termFreq(i);
                lines.add(term + " in " + block.ordinals[i] + " of length " + block.docLength(i) + " at "
                        + Arrays.toString(Arrays.copyOf(positions.read(termFreq), termFreq)));
            }
        }
    }
}
