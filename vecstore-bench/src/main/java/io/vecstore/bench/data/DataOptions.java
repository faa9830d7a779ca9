package io.vecstore.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where vectors come from: made up, or from files. */
public final class DataOptions {

    @Option(
            names = "--dataset",
            paramLabel = "KIND:N:DIM[:SEED]",
            description = "Made-up data: synthetic (low intrinsic dimension), uniform (hard), or ood"
                    + " (queries from another distribution).")
    private @Nullable String dataset;

    @ArgGroup(exclusive = false)
    private @Nullable GivenFiles given;

    /** Real data. */
    static final class GivenFiles {
        @Option(names = "--base", required = true, paramLabel = "FILE.fvecs", description = "The vectors to search.")
        private Path base = Path.of("");

        @Option(names = "--queries", required = true, paramLabel = "FILE.fvecs", description = "The query vectors.")
        private Path queries = Path.of("");

        @Option(
                names = "--truth",
                paramLabel = "FILE.ivecs",
                description = "The true neighbors of each query, at least 10, for searches without filter;"
                        + " computed where it is not given.")
        private @Nullable Path truth;
    }

    /**
     * Where the vectors lie.
     *
     * @param base fvecs
     * @param queries fvecs
     */
    public record Files(Path base, Path queries) {}

    /** The files; made-up data is written into a folder first. */
    public Files files(Path work) throws IOException {
        if (given != null) {
            return new Files(given.base, given.queries);
        }
        SyntheticData data = new SyntheticData(SyntheticSpec.parse(name()));
        Files files = new Files(work.resolve("base.fvecs"), work.resolve("queries.fvecs"));
        data.writeBase(files.base());
        data.writeQueries(files.queries());
        return files;
    }

    /** The true neighbors, where they were given. */
    public Optional<Path> truth() {
        return Optional.ofNullable(given).map(files -> files.truth);
    }

    /** How results name the data. */
    public String name() {
        return given != null ? String.valueOf(given.base.getFileName()) : String.valueOf(dataset);
    }
}
