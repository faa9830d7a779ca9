package io.vecstore.embeddings.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures the default model: texts a second by the clock and by the CPU time of the process, which other
 * programs on the machine disturb less. A program, not a test:
 *
 * <pre>
 * ./mvnw -q -pl vecstore-embeddings test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java --enable-native-access=ALL-UNNAMED \
 *   -cp vecstore-embeddings/target/classes:vecstore-embeddings/target/test-classes:$(cat vecstore-embeddings/target/classpath) \
 *   io.vecstore.embeddings.onnx.EmbeddingSpeed TOKENS THREADS
 * </pre>
 *
 * <p>Another ONNX Runtime is compared by adding {@code -Donnxruntime.version=1.21.1} to the first command.
 */
final class EmbeddingSpeed {
    private static final int ROUNDS = 4;
    private static final long SEED = 20_261_120;
    private static final String[] WORDS =
            "time year people way day man thing woman life child world school state family student".split(" ", -1);

    private EmbeddingSpeed() {}

    public static void main(String[] arguments) {
        int tokens = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        List<String> texts = texts(40_000 / tokens, tokens);
        long opened = System.nanoTime();
        try (OnnxEmbedder embedder = OnnxEmbedder.builder().threads(threads).build()) {
            System.out.printf("opened in %d ms%n", (System.nanoTime() - opened) / 1_000_000);
            for (int round = 0; round < ROUNDS; round++) {
                long wall = System.nanoTime();
                long cpu = processCpuNanos();
                embedder.embedAll(texts);
                System.out.printf(
                        "%d tokens, %d threads: %.1f texts a second, %.1f a CPU second%n",
                        tokens,
                        threads,
                        texts.size() * 1e9 / (System.nanoTime() - wall),
                        texts.size() * 1e9 / (processCpuNanos() - cpu));
            }
        }
    }

    /** Texts of so many tokens, special ones included: each word is one token. */
    private static List<String> texts(int count, int tokens) {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            StringBuilder text = new StringBuilder();
            for (int i = 2; i < tokens; i++) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static long processCpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
