package io.vecstore.embeddings.onnx;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.ModelIdentity;
import io.vecstore.embeddings.TokenEmbedder;
import io.vecstore.embeddings.TokenVectors;
import io.vecstore.embeddings.runtime.InferencePool;
import io.vecstore.embeddings.runtime.ModelTokenizer;
import io.vecstore.embeddings.runtime.TokenSequence;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sentence-transformers model run by ONNX Runtime on the CPU, offline. Safe for use by many threads.
 *
 * <p>Every text is a run of its own, so its vector does not depend on its neighbors, and
 * {@link OnnxEmbedderBuilder#threads} runs go on at once over one shared session. A single text goes before
 * the texts of lists that are being embedded.
 *
 * <p>A text beyond {@link #maxTokens} is cut at the end; the first time this is logged as a warning, and
 * {@link #cutTexts()} counts them. The empty text has the vector of the special tokens alone.
 */
public final class OnnxEmbedder implements Embedder, TokenEmbedder {
    private static final Logger log = LoggerFactory.getLogger(OnnxEmbedder.class);

    private final ModelIdentity identity;
    private final ModelTokenizer tokenizer;
    private final TransformerModel model;
    private final InferencePool pool;
    private final Map<InputType, Integer> maxTokens = new EnumMap<>(InputType.class);
    private final int dimension;
    private final AtomicLong cutTexts = new AtomicLong();

    private OnnxEmbedder(ModelIdentity identity, ModelTokenizer tokenizer, TransformerModel model, int threads) {
        this.identity = identity;
        this.tokenizer = tokenizer;
        this.model = model;
        EmbeddingSettings settings = identity.settings();
        int specialTokens = tokenizer.encode("", settings.maxLength()).tokens().length();
        for (InputType type : InputType.values()) {
            int prefixTokens = tokenizer.countTokens(prepared(settings.prefix(type)));
            int room = settings.maxLength() - specialTokens - prefixTokens;
            if (room < 1) {
                throw new IllegalArgumentException("maxLength " + settings.maxLength() + " leaves no room for a "
                        + type + " beside " + specialTokens + " special tokens and the " + prefixTokens
                        + " tokens of its prefix");
            }
            maxTokens.put(type, room);
        }
        this.dimension = model.embed(tokens("probe", InputType.PASSAGE)).length;
        this.pool = new InferencePool("embed", threads);
    }

    /**
     * The default model: all-MiniLM-L6-v2, quantized to 8 bits, English, 384 dimensions, 256 tokens, unit
     * vectors. It is read from the class path.
     *
     * @throws EmbeddingException if its artifact is not on the class path
     */
    public static OnnxEmbedder miniLm() {
        return builder().build();
    }

    /**
     * A model from a folder, with the settings that its files name; see the package for which they are.
     *
     * @throws EmbeddingException if a file is missing, damaged or unsupported
     */
    public static OnnxEmbedder open(Path modelFolder) {
        return builder().modelFolder(modelFolder).build();
    }

    public static OnnxEmbedderBuilder builder() {
        return new OnnxEmbedderBuilder();
    }

    static OnnxEmbedder open(ModelFiles files, String id, String modelSha256, EmbeddingSettings settings, int threads) {
        ModelIdentity identity =
                new ModelIdentity(id, modelSha256, files.tokenizer().sha256(), settings);
        ModelTokenizer tokenizer = ModelTokenizer.open(files.tokenizer());
        TransformerModel model = null;
        try {
            model = TransformerModel.open(files.model(), settings);
            return new OnnxEmbedder(identity, tokenizer, model, threads);
        } catch (RuntimeException e) {
            if (model != null) {
                model.close();
            }
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public float[] embed(String text, InputType type) {
        return pool.call(() -> vector(text, type));
    }

    @Override
    public List<float[]> embedAll(List<String> texts, InputType type) {
        return pool.callAll(texts.stream()
                .<Supplier<float[]>>map(text -> () -> vector(text, type))
                .toList());
    }

    @Override
    public TokenVectors embedTokens(String text, InputType type) {
        return pool.call(() -> model.embedTokens(tokens(text, type)));
    }

    @Override
    public List<TokenVectors> embedAllTokens(List<String> texts, InputType type) {
        return pool.callAll(texts.stream()
                .<Supplier<TokenVectors>>map(text -> () -> model.embedTokens(tokens(text, type)))
                .toList());
    }

    private float[] vector(String text, InputType type) {
        return model.embed(tokens(text, type));
    }

    private TokenSequence tokens(String text, InputType type) {
        EmbeddingSettings settings = identity.settings();
        ModelTokenizer.Encoded encoded = tokenizer.encode(prepared(settings.prefix(type) + text), settings.maxLength());
        if (encoded.cut()) {
            noteCut(text, type);
        }
        return encoded.tokens();
    }

    private String prepared(String text) {
        return identity.settings().lowerCase() ? text.toLowerCase(Locale.ROOT) : text;
    }

    private void noteCut(String text, InputType type) {
        if (cutTexts.getAndIncrement() == 0) {
            log.warn(
                    "A text of {} characters was cut to the {} tokens that {} reads: its end cannot be found by"
                            + " vector search. Split texts smaller. Said once; further cuts are only counted.",
                    text.length(),
                    maxTokens(type),
                    identity.id());
        }
    }

    /** How many texts have been embedded without their end. */
    public long cutTexts() {
        return cutTexts.get();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public int countTokens(String text) {
        return tokenizer.countTokens(prepared(text));
    }

    @Override
    public int maxTokens(InputType type) {
        return Objects.requireNonNull(maxTokens.get(type), "type");
    }

    @Override
    public void close() {
        pool.close();
        model.close();
        tokenizer.close();
    }
}
