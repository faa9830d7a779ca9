package io.vecstore.bench.peer;

import io.vecstore.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how our own index is made; each combination is a system of its own. */
public final class IndexSettings {

    @Option(
            names = "--modes",
            split = ",",
            defaultValue = "fast",
            description =
                    "Memory modes of our index: fast, compact, binary, product, none; ${DEFAULT-VALUE} by default.")
    private List<String> modes = List.of();

    @Option(
            names = "--bits",
            split = ",",
            defaultValue = "0",
            description = "Bits of the codes of our index: 1, 2 or 4 with fast, 4 or 8 with compact, or 0, which is the"
                    + " default of either and of the other modes.")
    private List<Integer> bits = List.of();

    @Option(
            names = "--m",
            split = ",",
            defaultValue = "16",
            description = "Half of the most neighbors in our graph; ${DEFAULT-VALUE} by default.")
    private List<Integer> ms = List.of();

    @Option(
            names = "--ef-construction",
            split = ",",
            defaultValue = "" + IndexOptions.DEFAULT_EF_CONSTRUCTION,
            description = "Candidates that an insertion into our graph looks at; ${DEFAULT-VALUE} by default.")
    private List<Integer> efConstructions = List.of();

    /**
     * All combinations, checked.
     *
     * @throws io.vecstore.error.InvalidRequestException if a number is out of range
     * @throws io.vecstore.bench.data.BenchException if there is no such mode
     */
    public List<VecstoreIndex> all() {
        List<VecstoreIndex> all = new ArrayList<>();
        for (String mode : modes) {
            for (int bit : bits) {
                for (int m : ms) {
                    for (int efConstruction : efConstructions) {
                        all.add(new VecstoreIndex(mode, bit, m, efConstruction));
                    }
                }
            }
        }
        all.forEach(VecstoreIndex::toOptions);
        return all;
    }
}
