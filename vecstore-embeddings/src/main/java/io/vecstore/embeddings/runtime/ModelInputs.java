package io.vecstore.embeddings.runtime;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns token sequences into the inputs that a transformer exported to ONNX asks for. */
public final class ModelInputs {
    private static final Set<String> KNOWN = Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    private ModelInputs() {}

    /**
     * @throws EmbeddingException if the model asks for an input that a tokenizer does not give, or for no
     *     token ids
     */
    public static void requireKnown(Collection<String> names, ModelSource model) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty() || !names.contains("input_ids")) {
            throw new EmbeddingException(
                    Kind.MODEL_INVALID,
                    "the ONNX model " + model.describe() + " has inputs " + new TreeSet<>(names)
                            + ": it must have input_ids and no other than " + new TreeSet<>(KNOWN)
                            + " - export it for feature extraction, without past key values");
        }
    }

    /**
     * The inputs for a batch, every sequence padded to the longest.
     *
     * @param names the model's inputs, known ones
     * @param batch at least one sequence
     * @param padId the token id of padding, which the attention mask hides
     */
    public static Map<String, LongMatrix> of(Collection<String> names, List<TokenSequence> batch, long padId) {
        int columns = batch.stream().mapToInt(TokenSequence::length).max().orElseThrow();
        Map<String, LongMatrix> inputs = new HashMap<>();
        for (String name : names) {
            long[] values = new long[Math.multiplyExact(batch.size(), columns)];
            for (int row = 0; row < batch.size(); row++) {
                fill(name, values, row * columns, columns, batch.get(row), padId);
            }
            inputs.put(name, new LongMatrix(batch.size(), columns, values));
        }
        return inputs;
    }

    private static void fill(String name, long[] values, int offset, int columns, TokenSequence tokens, long padId) {
        for (int i = 0; i < columns; i++) {
            boolean real = i < tokens.length();
            values[offset + i] = switch (name) {
                case "input_ids" -> real ? tokens.id(i) : padId;
                case "attention_mask" -> real ? 1 : 0;
                case "token_type_ids" -> real ? tokens.typeId(i) : 0;
                case "position_ids" -> i;
                default -> throw new IllegalArgumentException("unknown input " + name);
            };
        }
    }
}
