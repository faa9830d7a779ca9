package io.vecstore.embeddings.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session over ONNX Runtime's own Java API, in the {@code OrtEnvironment} that the JVM already has. */
final class DirectOnnxSession implements OnnxSession {
    private final ModelSource model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputNames;
    private final CloseGuard guard;

    private DirectOnnxSession(ModelSource model, OrtEnvironment environment, OrtSession session) {
        this.model = model;
        this.environment = environment;
        this.session = session;
        this.inputNames = Set.copyOf(session.getInputNames());
        this.guard = new CloseGuard("the ONNX session over " + model.describe());
    }

    static DirectOnnxSession open(ModelSource model) {
        OrtEnvironment environment = environment();
        try (SessionOptions options = SessionOptionsFactory.create()) {
            OrtSession session = switch (model) {
                case ModelSource.OnDisk onDisk ->
                    environment.createSession(onDisk.file().toString(), options);
                case ModelSource.InMemory inMemory -> environment.createSession(inMemory.bytes(), options);
            };
            return new DirectOnnxSession(model, environment, session);
        } catch (OrtException e) {
            throw SessionFailures.notLoaded(model, e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | RuntimeException e) {
            throw SessionFailures.noRuntime(e);
        }
    }

    @Override
    public Route route() {
        return Route.DIRECT;
    }

    @Override
    public Set<String> inputNames() {
        return inputNames;
    }

    @Override
    public FloatTensor run(Map<String, LongMatrix> inputs, List<String> preferredOutputs) {
        return guard.whileOpen(() -> {
            Map<String, OnnxTensor> tensors = new HashMap<>();
            try {
                for (Map.Entry<String, LongMatrix> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), tensor(input.getValue()));
                }
                return run(tensors, chooseOutput(preferredOutputs));
            } catch (OrtException e) {
                throw SessionFailures.notRun(model, e);
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        });
    }

    private OnnxTensor tensor(LongMatrix matrix) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(matrix.values()), matrix.shape());
    }

    private String chooseOutput(List<String> preferredOutputs) {
        for (String name : preferredOutputs) {
            if (session.getOutputNames().contains(name)) {
                return name;
            }
        }
        return session.getOutputNames().iterator().next();
    }

    private FloatTensor run(Map<String, OnnxTensor> tensors, String output) throws OrtException {
        try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
            if (!(result.get(0) instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
                throw SessionFailures.notFloat(model, output, result.get(0).getInfo());
            }
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new FloatTensor(tensor.getInfo().getShape(), values);
        }
    }

    @Override
    public void close() {
        guard.close(() -> {
            try {
                session.close();
            } catch (OrtException e) {
                throw SessionFailures.notRun(model, e);
            }
        });
    }
}
