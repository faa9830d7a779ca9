package io.vecstore.internal.bm25;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.io.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random texts of few words, and the ways to index them. */
final class TestCorpus {

    private TestCorpus() {}

    /** Texts of words {@code w0, w1, ...} of which low numbers are frequent; some texts are empty. */
    static List<String> texts(Random random, int count, int vocabulary) {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(20) == 0 ? 0 : 1 + (int) Math.min(300, Math.exp(3 + random.nextGaussian()));
            texts.add(text(random, length, vocabulary));
        }
        return texts;
    }

    static String text(Random random, int length, int vocabulary) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "w" : " w").append((int) (vocabulary * Math.pow(random.nextDouble(), 3)));
        }
        return text.toString();
    }

    static MemoryPostings memory(List<String> texts) {
        MemoryPostings postings = new MemoryPostings(Analyzer.whitespace());
        for (int ordinal = 0; ordinal < texts.size(); ordinal++) {
            postings.add(ordinal, texts.get(ordinal));
        }
        return postings;
    }

    static MemoryPostings.View view(List<String> texts) {
        return memory(texts).view(texts.size());
    }

    static PostingsFile file(List<String> texts) {
        return PostingsFile.of(MemorySegment.ofArray(fileBytes(texts)), "test.post", 0);
    }

    static byte[] fileBytes(List<String> texts) {
        return merged(List.of(new PostingsSource(view(texts), identity(texts.size()))), texts.size());
    }

    static byte[] merged(List<PostingsSource> sources, int ordinalLimit) {
        BinaryWriter out = BinaryWriter.toMemory();
        PostingsWriter.write(out, sources, ordinalLimit);
        return out.toByteArray();
    }

    static int[] identity(int length) {
        int[] identity = new int[length];
        for (int i = 0; i < length; i++) {
            identity[i] = i;
        }
        return identity;
    }
}
