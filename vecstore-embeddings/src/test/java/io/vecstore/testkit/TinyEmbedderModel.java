package io.vecstore.testkit;

import io.vecstore.testkit.OnnxFile.Attribute;
import io.vecstore.testkit.OnnxFile.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real embedding model of three dimensions: the hidden state of a token is row {@code id} of a table,
 * (id, id * id, 1), times the attention mask.
 */
public final class TinyEmbedderModel {
    /** The words of its tokenizer: ids 4, 5, 6, 7. */
    public static final List<String> WORDS = List.of("red", "green", "blue", "word");

    private static final int ROWS = 16;

    private TinyEmbedderModel() {}

    /** The hidden state of a token of type 0 under an attention mask of 1. */
    public static float[] hiddenState(int id) {
        return new float[] {id, id * id, 1};
    }

    /** A folder with tokenizer.json and model.onnx. */
    public static Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tokenizer.json"), TinyTokenizer.json(WORDS));
        Files.write(folder.resolve("model.onnx"), model().bytes());
        return folder;
    }

    /** Outputs {@code last_hidden_state [batch, tokens, 3]} and {@code sentence_embedding [batch, 3]}, its sum. */
    public static OnnxFile model() {
        float[] table = new float[ROWS * 3];
        for (int id = 0; id < ROWS; id++) {
            System.arraycopy(hiddenState(id), 0, table, id * 3, 3);
        }
        return new OnnxFile()
                .input("input_ids", ElementType.INT64, "batch", "tokens")
                .input("attention_mask", ElementType.INT64, "batch", "tokens")
                .constant("table", table, ROWS, 3)
                .constant("last", new long[] {-1}, 1)
                .constant("tokens", new long[] {1}, 1)
                .node("Gather", List.of("table", "input_ids"), "rows")
                .node("Cast", List.of("attention_mask"), "mask", new Attribute("to", 1))
                .node("Unsqueeze", List.of("mask", "last"), "mask3")
                .node("ReduceSum", List.of("rows", "tokens"), "sentence_embedding", new Attribute("keepdims", 0))
                .node("Mul", List.of("rows", "mask3"), "last_hidden_state")
                .output("sentence_embedding", ElementType.FLOAT, "batch", 3)
                .output("last_hidden_state", ElementType.FLOAT, "batch", "tokens", 3);
    }
}
