package io.vecstore.testkit;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.ModelIdentity;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for a model: texts that share words are similar, all others are nearly orthogonal. The vector is
 * the normalised sum of a few signed unit axes for each lower-case word, chosen by the word's hash. Equal on
 * every machine; queries and passages are treated alike. Counts what it is asked.
 */
public final class HashEmbedder implements Embedder {
    /** The dimension unless another is asked for. */
    public static final int DIMENSION = 256;

    private static final int MAX_WORDS = 256;
    private static final int AXES_PER_WORD = 3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final int dimension;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger texts = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    public HashEmbedder() {
        this(DIMENSION);
    }

    public HashEmbedder(int dimension) {
        this.dimension = dimension;
    }

    /** How often {@code embed} and {@code embedAll} have been called. */
    public int calls() {
        return calls.get();
    }

    /** How many texts have been embedded. */
    public int texts() {
        return texts.get();
    }

    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public float[] embed(String text, InputType type) {
        return embedAll(List.of(text), type).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> batch, InputType type) {
        requireOpen();
        calls.incrementAndGet();
        texts.addAndGet(batch.size());
        return batch.stream().map(this::vector).toList();
    }

    private float[] vector(String text) {
        float[] vector = new float[dimension];
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        for (int n = 0; n < MAX_WORDS && words.find(); n++) {
            add(vector, words.group());
        }
        double squares = 0;
        for (float v : vector) {
            squares += v * v;
        }
        if (squares == 0) {
            vector[0] = 1;
            return vector;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < dimension; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private void add(float[] vector, String word) {
        long state = word.hashCode();
        for (int i = 0; i < AXES_PER_WORD; i++) {
            state = mix(state + 0x9E3779B97F4A7C15L);
            vector[(int) Long.remainderUnsigned(state, dimension)] += state < 0 ? -1 : 1;
        }
    }

    /** The finaliser of splitmix64. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return y ^ (y >>> 31);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ModelIdentity identity() {
        return new ModelIdentity("hash-" + dimension, "", "", EmbeddingSettings.defaults(MAX_WORDS));
    }

    @Override
    public int countTokens(String text) {
        requireOpen();
        return Math.toIntExact(WORD.matcher(text).results().count());
    }

    @Override
    public int maxTokens(InputType type) {
        return MAX_WORDS;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new EmbeddingException(Kind.CLOSED, "the hash embedder is closed");
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
