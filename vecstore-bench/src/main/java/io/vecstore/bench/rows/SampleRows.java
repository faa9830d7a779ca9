package io.vecstore.bench.rows;

import io.vecstore.bench.data.Seeds;
import io.vecstore.bench.data.SyntheticData;
import io.vecstore.bench.data.SyntheticSpec;
import java.util.SplittableRandom;

/**
 * Made-up rows, the same for the same seed: vectors as {@code synthetic:N:DIM} has them, texts of words drawn from a
 * vocabulary of {@value #WORDS} with frequencies that fall as one over the rank, fields with few or many values.
 * Thread-safe.
 */
public final class SampleRows {

    /** About how many characters a text has. */
    public static final int TEXT_LENGTH = 500;

    private static final int WORDS = 50_000;
    private static final int CATEGORIES = 100;
    private static final int SOURCES = 1_000;

    private final SyntheticData vectors;
    private final long seed;
    private final String[] words;
    private final double logWords = Math.log(WORDS);

    public SampleRows(int rows, int dimension, long seed) {
        this.vectors = new SyntheticData(
                new SyntheticSpec(SyntheticSpec.Kind.SYNTHETIC, Math.max(rows, 100), dimension, seed));
        this.seed = seed;
        this.words = words(new SplittableRandom(seed));
    }

    private static String[] words(SplittableRandom random) {
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            int length = random.nextInt(2, 11);
            for (int letter = 0; letter < length; letter++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }

    public SampleRow row(int number) {
        SplittableRandom random = Seeds.random(seed, number);
        return new SampleRow(
                "r" + number,
                vectors.base(number),
                text(random),
                new SampleRow.Fields(
                        "category-" + random.nextInt(CATEGORIES),
                        "source-" + random.nextInt(SOURCES),
                        random.nextLong(1990, 2027),
                        random.nextDouble(),
                        random.nextBoolean()));
    }

    private String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder(TEXT_LENGTH + 16);
        while (text.length() < TEXT_LENGTH) {
            // Uniform in the logarithm of the rank: the density of a rank is one over it.
            text.append(words[(int) Math.exp(random.nextDouble() * logWords) - 1])
                    .append(random.nextInt(12) == 0 ? ". " : " ");
        }
        return text.toString();
    }
}
