package io.vecstore.embeddings.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

/** Our matrices in and our tensor out; DJL frees what lies between with the context's manager. */
final class MatrixTranslator implements NoBatchifyTranslator<Map<String, LongMatrix>, FloatTensor> {
    private final ModelSource model;
    private final List<String> preferredOutputs;

    MatrixTranslator(ModelSource model, List<String> preferredOutputs) {
        this.model = model;
        this.preferredOutputs = preferredOutputs;
    }

    @Override
    public NDList processInput(TranslatorContext context, Map<String, LongMatrix> inputs) {
        NDList arrays = new NDList(inputs.size());
        inputs.forEach((name, matrix) -> {
            NDArray array = context.getNDManager()
                    .create(LongBuffer.wrap(matrix.values()), new Shape(matrix.shape()), DataType.INT64);
            array.setName(name);
            arrays.add(array);
        });
        return arrays;
    }

    @Override
    public FloatTensor processOutput(TranslatorContext context, NDList outputs) {
        NDArray output = chooseOutput(outputs);
        if (output.getDataType() != DataType.FLOAT32) {
            throw SessionFailures.notFloat(model, output.getName(), output.getDataType());
        }
        return new FloatTensor(output.getShape().getShape(), output.toFloatArray());
    }

    private NDArray chooseOutput(NDList outputs) {
        for (String name : preferredOutputs) {
            for (NDArray output : outputs) {
                if (name.equals(output.getName())) {
                    return output;
                }
            }
        }
        return outputs.head();
    }
}
