package io.vecstore.bench.data;

import java.util.Locale;

/**
 * Which data to make up: {@code kind:N:DIM} or {@code kind:N:DIM:seed}.
 *
 * @param kind what the vectors look like
 * @param size how many base vectors, at least 100
 * @param dimension 2 to 8192
 * @param seed of all random numbers; {@value #DEFAULT_SEED} where it is not given
 */
public record SyntheticSpec(Kind kind, int size, int dimension, long seed) {

    /** See {@link SyntheticData}, which defines the three. */
    public enum Kind {
        SYNTHETIC,
        UNIFORM,
        OOD
    }

    static final long DEFAULT_SEED = 42;

    /**
     * Reads the form that the command line has.
     *
     * @throws BenchException if the text has another form or a number is out of range
     */
    public static SyntheticSpec parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 3 || parts.length > 4) {
            throw malformed(text, "it has " + parts.length + " parts");
        }
        try {
            Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
            int size = Integer.parseInt(parts[1]);
            int dimension = Integer.parseInt(parts[2]);
            long seed = parts.length == 4 ? Long.parseLong(parts[3]) : DEFAULT_SEED;
            if (size < 100 || dimension < 2 || dimension > 8192) {
                throw malformed(text, "N is at least 100, DIM 2 to 8192");
            }
            return new SyntheticSpec(kind, size, dimension, seed);
        } catch (IllegalArgumentException wrong) {
            throw malformed(text, String.valueOf(wrong.getMessage()));
        }
    }

    private static BenchException malformed(String text, String why) {
        return new BenchException("\"" + text + "\" is no data set (" + why
                + "): write synthetic:N:DIM, uniform:N:DIM or ood:N:DIM, each with :seed after it if wanted");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + size + ":" + dimension + ":" + seed;
    }
}
