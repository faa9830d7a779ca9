package io.vecstore.bench.peer;

import io.vecstore.IndexOptions;
import io.vecstore.Quantizer;
import io.vecstore.bench.data.BenchException;

/**
 * How our own index is made; see {@link IndexOptions}.
 *
 * @param mode {@code fast}
 * @param bits of a code; 0 lets the dimension decide
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
        return switch (mode) {
            case "fast" -> Quantizer.fast(bits);
            default -> throw new BenchException("there is no memory mode \"" + mode + "\": write fast");
        };
    }
}
