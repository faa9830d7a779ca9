package io.vecstore.testkit;

import io.vecstore.testkit.OnnxFile.Attribute;
import io.vecstore.testkit.OnnxFile.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real cross-encoder whose logit is a sum over the tokens of a pair: {@code value(id) * (1 + 9 * type)} where
 * the attention mask is 1. So a wrong id, type or mask changes the score, and padding that is not masked adds
 * 1,000 a token. All values are sums of powers of two, so that sums are exact.
 */
public final class TinyCrossEncoder {
    /** The words of its tokenizer, worth 1/16, 2/16 and so on. */
    public static final List<String> WORDS = List.of("one", "two", "three", "four", "eight", "never");

    private static final float[] VALUES = {
        1_000, 0.5f, 0.25f, 0, 1 / 16f, 2 / 16f, 3 / 16f, 4 / 16f, 8 / 16f, -100,
    };

    private TinyCrossEncoder() {}

    /** What a word adds to the logit in the query; in the passage it is ten times that. */
    public static double value(String word) {
        int index = WORDS.indexOf(word);
        return VALUES[index < 0 ? TinyTokenizer.UNK : TinyTokenizer.idOf(index)];
    }

    /** The logit of a pair that is not cut, of words separated by single blanks. */
    public static double logit(String query, String passage) {
        double special = VALUES[TinyTokenizer.CLS] + VALUES[TinyTokenizer.SEP] + 10 * VALUES[TinyTokenizer.SEP];
        return special + sum(query) + 10 * sum(passage);
    }

    private static double sum(String text) {
        double sum = 0;
        for (String word : text.strip().split(" ", -1)) {
            sum += word.isEmpty() ? 0 : value(word);
        }
        return sum;
    }

    /** A folder with tokenizer.json and model.onnx, no configuration. */
    public static Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tokenizer.json"), TinyTokenizer.json(WORDS));
        Files.write(folder.resolve("model.onnx"), oneLabel().bytes());
        return folder;
    }

    /** Outputs {@code logits [batch, 1]}. */
    public static OnnxFile oneLabel() {
        return graph("logits").output("logits", ElementType.FLOAT, "batch", 1);
    }

    /** Outputs {@code logits [batch, factors]}: the logit times each factor. */
    public static OnnxFile labels(float... factors) {
        return graph("logit")
                .constant("factors", factors, 1, factors.length)
                .node("Mul", List.of("logit", "factors"), "logits")
                .output("logits", ElementType.FLOAT, "batch", factors.length);
    }

    private static OnnxFile graph(String output) {
        return new OnnxFile()
                .input("input_ids", ElementType.INT64, "batch", "tokens")
                .input("attention_mask", ElementType.INT64, "batch", "tokens")
                .input("token_type_ids", ElementType.INT64, "batch", "tokens")
                .constant("values", VALUES, VALUES.length)
                .constant("one", new float[] {1})
                .constant("nine", new float[] {9})
                .constant("tokens", new long[] {1}, 1)
                .node("Gather", List.of("values", "input_ids"), "value")
                .node("Cast", List.of("token_type_ids"), "type", new Attribute("to", 1))
                .node("Cast", List.of("attention_mask"), "mask", new Attribute("to", 1))
                .node("Mul", List.of("type", "nine"), "type9")
                .node("Add", List.of("type9", "one"), "weight")
                .node("Mul", List.of("value", "weight"), "weighted")
                .node("Mul", List.of("weighted", "mask"), "masked")
                .node("ReduceSum", List.of("masked", "tokens"), output, new Attribute("keepdims", 1));
    }
}
