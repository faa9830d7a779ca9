package io.vecstore.embeddings.onnx;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.Pooling;
import io.vecstore.embeddings.TokenVectors;
import io.vecstore.embeddings.runtime.FloatTensor;
import io.vecstore.embeddings.runtime.ModelInputs;
import io.vecstore.embeddings.runtime.ModelSource;
import io.vecstore.embeddings.runtime.OnnxSession;
import io.vecstore.embeddings.runtime.TokenSequence;
import java.util.List;

/** The neural half of an embedder: tokens in, a vector out, or one for every token. */
final class TransformerModel implements AutoCloseable {
    private static final List<String> TOKEN_OUTPUTS = List.of("last_hidden_state", "token_embeddings");
    private static final List<String> TEXT_OUTPUTS = List.of("sentence_embedding");
    private static final long UNUSED_PAD_ID = 0;

    private final ModelSource source;
    private final OnnxSession session;
    private final EmbeddingSettings settings;

    private TransformerModel(ModelSource source, OnnxSession session, EmbeddingSettings settings) {
        this.source = source;
        this.session = session;
        this.settings = settings;
    }

    static TransformerModel open(ModelSource source, EmbeddingSettings settings) {
        OnnxSession session = OnnxSession.open(source);
        try {
            ModelInputs.requireKnown(session.inputNames(), source);
            return new TransformerModel(source, session, settings);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    float[] embed(TokenSequence tokens) {
        boolean pooled = settings.pooling() == Pooling.MODEL;
        FloatTensor output = run(tokens, pooled ? TEXT_OUTPUTS : TOKEN_OUTPUTS);
        requireShape(output, tokens, pooled ? 2 : 3);
        int dimension = output.size(output.rank() - 1);
        float[] vector = TokenPooling.pool(settings.pooling(), output.values(), dimension);
        if (settings.normalize() && !TokenPooling.normalize(vector, 0, dimension)) {
            throw failed("the vector of a text is zero or not finite: its length cannot be made 1");
        }
        return vector;
    }

    TokenVectors embedTokens(TokenSequence tokens) {
        FloatTensor output = run(tokens, TOKEN_OUTPUTS);
        requireShape(output, tokens, 3);
        int dimension = output.size(2);
        float[] kept = new float[tokens.count(TokenSequence.FIRST) * dimension];
        int size = 0;
        for (int i = 0; i < tokens.length(); i++) {
            if (tokens.part(i) == TokenSequence.FIRST) {
                System.arraycopy(output.values(), i * dimension, kept, size, dimension);
                if (!TokenPooling.normalize(kept, size, dimension)) {
                    throw failed("the vector of token " + i + " is zero or not finite: its length cannot be made 1");
                }
                size += dimension;
            }
        }
        return new TokenVectors(dimension, kept);
    }

    private FloatTensor run(TokenSequence tokens, List<String> outputs) {
        if (tokens.length() == 0) {
            throw failed("a text without tokens has no vector, and the tokenizer adds no special tokens");
        }
        return session.run(ModelInputs.of(session.inputNames(), List.of(tokens), UNUSED_PAD_ID), outputs);
    }

    private void requireShape(FloatTensor output, TokenSequence tokens, int rank) {
        boolean fits = output.rank() == rank
                && output.size(0) == 1
                && (rank == 2 || output.size(1) == tokens.length())
                && output.size(rank - 1) > 0;
        if (!fits) {
            throw new EmbeddingException(
                    Kind.MODEL_INVALID,
                    "the ONNX model " + source.describe() + " answers a text of " + tokens.length()
                            + " tokens with the shape " + output.describeShape() + ", but " + settings.pooling()
                            + " pooling needs " + (rank == 2 ? "[1, dimension]" : "[1, tokens, dimension]")
                            + ": export the model for feature extraction, or set the pooling that fits it");
        }
    }

    private EmbeddingException failed(String what) {
        return new EmbeddingException(Kind.INFERENCE_FAILED, what + " (model " + source.describe() + ")");
    }

    @Override
    public void close() {
        session.close();
    }
}
