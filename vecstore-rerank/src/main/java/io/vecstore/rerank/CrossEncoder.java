package io.vecstore.rerank;

import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.runtime.FloatTensor;
import io.vecstore.embeddings.runtime.ModelInputs;
import io.vecstore.embeddings.runtime.ModelSource;
import io.vecstore.embeddings.runtime.OnnxSession;
import io.vecstore.embeddings.runtime.TokenSequence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The neural half of {@link OnnxReranker}: pairs of tokens in, scores out. */
final class CrossEncoder implements AutoCloseable {
    private static final List<String> OUTPUTS = List.of("logits");

    private final ModelSource source;
    private final OnnxSession session;
    private final long padTokenId;
    private final int labels;
    private final int relevantLabel;
    private final Activation activation;

    /**
     * @param probe any pair; its answer tells the number of labels
     */
    static CrossEncoder open(
            CrossEncoderFolder found, Optional<Activation> activation, OptionalInt relevantLabel, TokenSequence probe) {
        OnnxSession session = OnnxSession.open(found.model());
        try {
            ModelInputs.requireKnown(session.inputNames(), found.model());
            return new CrossEncoder(found, session, activation, relevantLabel, probe);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private CrossEncoder(
            CrossEncoderFolder found,
            OnnxSession session,
            Optional<Activation> activation,
            OptionalInt relevantLabel,
            TokenSequence probe) {
        this.source = found.model();
        this.session = session;
        this.padTokenId = found.padTokenId();
        this.labels = labelsOf(run(List.of(probe)), 1);
        this.relevantLabel = relevantLabel.orElse(labels - 1);
        this.activation =
                activation.or(found::activation).orElse(labels == 1 ? Activation.SIGMOID : Activation.SOFTMAX);
        if (this.relevantLabel >= labels) {
            throw invalid("has " + labels + " labels: label " + this.relevantLabel + " does not exist");
        }
        if (labels > 2 && relevantLabel.isEmpty()) {
            throw invalid("has " + labels + " labels: set relevantLabel to the one that means relevant");
        }
        if (labels == 1 && this.activation == Activation.SOFTMAX) {
            throw invalid("has one label, for which softmax is always 1: use sigmoid or identity");
        }
    }

    /** The scores of a batch, in its order. */
    double[] score(List<TokenSequence> batch) {
        FloatTensor logits = run(batch);
        if (labelsOf(logits, batch.size()) != labels) {
            throw unexpectedShape(logits, batch.size());
        }
        double[] scores = new double[batch.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = activation.score(logits.values(), i * labels, labels, relevantLabel);
            if (!Double.isFinite(scores[i])) {
                throw new RerankException(
                        Kind.INFERENCE_FAILED,
                        "the model " + source.describe() + " gave a score that is not finite: " + scores[i]);
            }
        }
        return scores;
    }

    private FloatTensor run(List<TokenSequence> batch) {
        return session.run(ModelInputs.of(session.inputNames(), batch, padTokenId), OUTPUTS);
    }

    /** Logits are [batch, labels], or [batch] for one label. */
    private int labelsOf(FloatTensor logits, int batch) {
        boolean fits = (logits.rank() == 1 || logits.rank() == 2) && logits.size(0) == batch;
        int found = fits && logits.rank() == 2 ? logits.size(1) : 1;
        if (!fits || found < 1) {
            throw unexpectedShape(logits, batch);
        }
        return found;
    }

    private RerankException unexpectedShape(FloatTensor logits, int batch) {
        return invalid("answers " + batch + " pairs with the shape " + logits.describeShape()
                + ", not [pairs, labels]: export it for sequence classification");
    }

    private RerankException invalid(String what) {
        return new RerankException(Kind.MODEL_INVALID, "the cross-encoder " + source.describe() + " " + what);
    }

    @Override
    public void close() {
        session.close();
    }
}
