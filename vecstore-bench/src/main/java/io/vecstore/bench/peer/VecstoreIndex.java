package io.vecstore.bench.peer;

import io.vecstore.IndexOptions;
import io.vecstore.Quantizer;
import io.vecstore.bench.data.BenchException;

/**
 * How our own index is made; see {@link IndexOptions}.
 *
 * @param mode {@code fast}, {@code compact}, {@code binary}, {@code product} or {@code none}; see {@link Quantizer}
 * @param bits of a code of the first two; 0 is their default
 */
public record VecstoreIndex(String mode, int bits, int m, int efConstruction) {

    /** What users get who choose nothing. */
    public static final VecstoreIndex DEFAULT =
            new VecstoreIndex("fast", 0, IndexOptions.DEFAULT_M, IndexOptions.DEFAULT_EF_CONSTRUCTION);

    /** As {@code fast} or {@code fast-2bit}, with {@code m} and {@code efConstruction} where they are not the default. */
    String name() {
        return mode
                + (bits == 0 ? "" : "-" + bits + "bit")
                + (m == IndexOptions.DEFAULT_M ? "" : "-m" + m)
                + (efConstruction == IndexOptions.DEFAULT_EF_CONSTRUCTION ? "" : "-efc" + efConstruction);
    }

    /**
     * The options of the collection.
     *
     * @throws BenchException if there is no such mode
     */
    public IndexOptions toOptions() {
        return IndexOptions.DEFAULT.withQuantizer(quantizer()).withM(m).withEfConstruction(efConstruction);
    }

    private Quantizer quantizer() {
        if (bits != 0 && !mode.equals("fast") && !mode.equals("compact")) {
            throw new BenchException("--bits " + bits + " goes with the modes fast and compact, not with " + mode);
        }
        return switch (mode) {
            case "fast" -> Quantizer.fast(bits);
            case "compact" -> bits == 0 ? Quantizer.compact() : new Quantizer.Scalar(bits);
            case "binary" -> Quantizer.binary();
            case "product" -> Quantizer.product();
            case "none" -> Quantizer.none();
            default ->
                throw new BenchException(
                        "there is no memory mode \"" + mode + "\": write fast, compact, binary, product or none");
        };
    }
}
