package io.vecstore.embeddings.runtime;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.vecstore.embeddings.EmbeddingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A session over DJL's OnnxRuntime engine. */
final class DjlOnnxSession implements OnnxSession {
    static final String ENGINE = "OnnxRuntime";

    private final ModelSource source;
    private final Model model;
    private final SessionOptions options;
    private final Set<String> inputNames;
    private final CloseGuard guard;

    private DjlOnnxSession(ModelSource source, Model model, SessionOptions options) {
        this.source = source;
        this.model = model;
        this.options = options;
        this.inputNames = Set.copyOf(model.describeInput().keys());
        this.guard = new CloseGuard("the ONNX session over " + source.describe());
    }

    static DjlOnnxSession open(ModelSource source) {
        SessionOptions options;
        try {
            options = SessionOptionsFactory.create();
        } catch (OrtException e) {
            throw SessionFailures.noRuntime(e);
        }
        Model model = Model.newInstance("vecstore", Device.cpu(), ENGINE);
        try {
            load(model, source, Map.of("sessionOptions", options));
            return new DjlOnnxSession(source, model, options);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            options.close();
            throw SessionFailures.notLoaded(source, e.getCause() instanceof OrtException cause ? cause : e);
        }
    }

    private static void load(Model model, ModelSource source, Map<String, ?> options)
            throws IOException, MalformedModelException {
        switch (source) {
            case ModelSource.OnDisk onDisk -> {
                Path file = onDisk.file().toAbsolutePath();
                model.load(
                        Objects.requireNonNull(file.getParent(), "a file has a parent"),
                        Objects.requireNonNull(file.getFileName(), "a file has a name")
                                .toString(),
                        options);
            }
            case ModelSource.InMemory inMemory -> model.load(inMemory.open(), options);
        }
    }

    @Override
    public Route route() {
        return Route.DJL;
    }

    @Override
    public Set<String> inputNames() {
        return inputNames;
    }

    @Override
    public FloatTensor run(Map<String, LongMatrix> inputs, List<String> preferredOutputs) {
        return guard.whileOpen(() -> {
            MatrixTranslator translator = new MatrixTranslator(source, preferredOutputs);
            // A predictor belongs to one thread; making one is cheap.
            try (Predictor<Map<String, LongMatrix>, FloatTensor> predictor = model.newPredictor(translator)) {
                return predictor.predict(inputs);
            } catch (TranslateException e) {
                throw e.getCause() instanceof EmbeddingException known ? known : SessionFailures.notRun(source, e);
            }
        });
    }

    @Override
    public void close() {
        guard.close(() -> {
            model.close();
            options.close();
        });
    }
}
