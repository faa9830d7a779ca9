package io.vecstore.rerank;

import io.vecstore.embeddings.runtime.InferencePool;
import io.vecstore.embeddings.runtime.ModelTokenizer;
import io.vecstore.embeddings.runtime.ModelTokenizer.EncodedPair;
import io.vecstore.embeddings.runtime.TokenSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cross-encoder run by ONNX Runtime on the CPU, offline: the model reads query and passage together and says
 * how well they fit. Safe for use by many threads; several runs go on at once over one session.
 *
 * <p>A pair beyond the model's length loses the end of its passage. Only a query that would take more than half
 * of the length is cut too, which is logged once.
 *
 * <p>With a time budget candidates are scored from the top; when it is used up those not yet scored follow in
 * their old order.
 */
public final class OnnxReranker implements Reranker {
    private static final Logger log = LoggerFactory.getLogger(OnnxReranker.class);

    private final String id;
    private final ModelTokenizer tokenizer;
    private final CrossEncoder model;
    private final int maxLength;
    private final Execution execution;
    private final InferencePool pool;
    private final AtomicBoolean cutNoted = new AtomicBoolean();

    OnnxReranker(
            CrossEncoderFolder found,
            int maxLength,
            Optional<Activation> activation,
            OptionalInt relevantLabel,
            Execution execution) {
        this.id = found.id();
        this.maxLength = maxLength;
        this.execution = execution;
        this.tokenizer = ModelTokenizer.open(found.tokenizer());
        try {
            TokenSequence probe =
                    tokenizer.encodePair("probe", "probe", maxLength).tokens();
            requireRoom(probe);
            this.model = CrossEncoder.open(found, activation, relevantLabel, probe);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
        this.pool = new InferencePool("rerank", execution.threads());
    }

    /** How runs are arranged. */
    record Execution(int batchTokens, int threads, LongSupplier nanoClock) {}

    /**
     * A cross-encoder from a folder with {@code tokenizer.json}, {@code model.onnx} or
     * {@code onnx/model.onnx}, and {@code config.json}, with the settings that these name.
     *
     * @throws RerankException if a file is missing, damaged or unsupported
     */
    public static OnnxReranker open(Path modelFolder) {
        return builder(modelFolder).build();
    }

    public static OnnxRerankerBuilder builder(Path modelFolder) {
        return new OnnxRerankerBuilder(modelFolder);
    }

    private void requireRoom(TokenSequence probe) {
        if (probe.count(TokenSequence.FIRST) < 1 || probe.count(TokenSequence.SECOND) < 1) {
            throw new IllegalArgumentException(
                    "maxLength " + maxLength + " leaves no room for query and passage beside "
                            + probe.count(TokenSequence.SPECIAL) + " special tokens");
        }
    }

    @Override
    public Ranking rerank(RerankRequest request) {
        Deadline deadline = Deadline.after(request.timeBudget(), execution.nanoClock());
        return RerankException.translating(() -> {
            List<TokenSequence> pairs = encode(request, deadline);
            List<OptionalDouble> scores = score(pairs, deadline);
            while (scores.size() < request.windowed().size()) {
                scores.add(OptionalDouble.empty());
            }
            return Ranking.byScore(scores, request.candidates().size());
        });
    }

    /** The pairs of the window, as far as time allows. */
    private List<TokenSequence> encode(RerankRequest request, Deadline deadline) {
        List<Supplier<Optional<TokenSequence>>> calls = new ArrayList<>();
        for (RerankCandidate candidate : request.windowed()) {
            calls.add(() ->
                    deadline.isOver() ? Optional.empty() : Optional.of(encodePair(request.query(), candidate.text())));
        }
        return pool.callAll(calls).stream()
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }

    private TokenSequence encodePair(String query, String passage) {
        EncodedPair pair = tokenizer.encodePair(query, passage, maxLength);
        if (pair.firstCut() && cutNoted.compareAndSet(false, true)) {
            log.warn(
                    "A query of {} characters was cut, since it left too little of the {} tokens that {} reads to the"
                            + " passage. Ask shorter questions. Said once.",
                    query.length(),
                    maxLength,
                    id);
        }
        return pair.tokens();
    }

    /** The scores of the pairs; empty for those of a batch that did not begin in time. */
    private List<OptionalDouble> score(List<TokenSequence> pairs, Deadline deadline) {
        List<PairBatches.Range> batches = PairBatches.split(pairs, execution.batchTokens());
        List<Supplier<double[]>> calls = new ArrayList<>();
        for (PairBatches.Range batch : batches) {
            calls.add(() -> deadline.isOver() ? new double[0] : model.score(pairs.subList(batch.start(), batch.end())));
        }
        List<double[]> results = pool.callAll(calls);
        List<OptionalDouble> scores = new ArrayList<>();
        for (int b = 0; b < results.size(); b++) {
            double[] batchScores = results.get(b);
            for (int i = 0; i < batches.get(b).end() - batches.get(b).start(); i++) {
                scores.add(i < batchScores.length ? OptionalDouble.of(batchScores[i]) : OptionalDouble.empty());
            }
        }
        return scores;
    }

    @Override
    public void close() {
        pool.close();
        model.close();
        tokenizer.close();
    }
}
