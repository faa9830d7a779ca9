package io.vecstore.embeddings.runtime;

import java.util.Arrays;

/**
 * The tokens of a text or of a pair of texts as a model reads them, special tokens included. Every token
 * belongs to a part: {@link #FIRST}, {@link #SECOND}, or {@link #SPECIAL} if the tokenizer's template added it.
 */
public final class TokenSequence {
    public static final int SPECIAL = -1;
    public static final int FIRST = 0;
    public static final int SECOND = 1;

    private final long[] ids;
    private final long[] typeIds;
    private final long[] parts;

    TokenSequence(long[] ids, long[] typeIds, long[] parts) {
        if (ids.length != typeIds.length || ids.length != parts.length) {
            throw new IllegalArgumentException(
                    ids.length + " ids, " + typeIds.length + " type ids and " + parts.length + " parts");
        }
        this.ids = ids;
        this.typeIds = typeIds;
        this.parts = parts;
    }

    public int length() {
        return ids.length;
    }

    public long id(int position) {
        return ids[position];
    }

    public long typeId(int position) {
        return typeIds[position];
    }

    public int part(int position) {
        return (int) parts[position];
    }

    /** How many tokens belong to a part. */
    public int count(int part) {
        int count = 0;
        for (long p : parts) {
            if (p == part) {
                count++;
            }
        }
        return count;
    }

    /**
     * This sequence without the last tokens of a part, as many as it takes to be at most {@code maxLength} long;
     * if the part is shorter than that, all of it goes and the result is longer than {@code maxLength}.
     */
    public TokenSequence cut(int part, int maxLength) {
        int excess = length() - maxLength;
        if (excess <= 0) {
            return this;
        }
        int keep = Math.max(0, count(part) - excess);
        int[] kept = new int[length()];
        int size = 0;
        int seen = 0;
        for (int i = 0; i < length(); i++) {
            if (parts[i] != part || seen++ < keep) {
                kept[size++] = i;
            }
        }
        int[] positions = Arrays.copyOf(kept, size);
        return new TokenSequence(gather(ids, positions), gather(typeIds, positions), gather(parts, positions));
    }

    private static long[] gather(long[] values, int[] positions) {
        long[] result = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            result[i] = values[positions[i]];
        }
        return result;
    }
}
