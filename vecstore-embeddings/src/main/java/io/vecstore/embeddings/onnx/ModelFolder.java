package io.vecstore.embeddings.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.Pooling;
import io.vecstore.embeddings.runtime.ModelDirectory;
import io.vecstore.embeddings.runtime.ModelSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a folder in the layout of sentence-transformers; the package's table says which file is read for what. */
final class ModelFolder {
    private static final int DEFAULT_MAX_LENGTH = 512;
    private static final Map<String, Pooling> POOLING_MODES = Map.of(
            "pooling_mode_cls_token", Pooling.CLS,
            "pooling_mode_mean_tokens", Pooling.MEAN,
            "pooling_mode_max_tokens", Pooling.MAX);

    private final ModelDirectory directory;

    private ModelFolder(ModelDirectory directory) {
        this.directory = directory;
    }

    static ModelFiles read(Path folder, Optional<Path> modelFile) {
        ModelDirectory directory = ModelDirectory.open(folder);
        ModelSource model = directory.model(modelFile);
        ModelSource tokenizer = directory.tokenizer();
        ModelFolder reader = new ModelFolder(directory);
        return new ModelFiles(directory.name(), model, tokenizer, reader.settings(), directory.maxPositions());
    }

    private EmbeddingSettings settings() {
        List<String> modules = modules();
        JsonNode sentenceBert = directory.json("sentence_bert_config.json");
        JsonNode prompts = directory.json("config_sentence_transformers.json").path("prompts");
        return new EmbeddingSettings(
                pooling(),
                modules.isEmpty() || modules.contains("Normalize"),
                maxLength(sentenceBert),
                sentenceBert.path("do_lower_case").asBoolean(false),
                prompt(prompts, "query"),
                prompt(prompts, "passage", "document"));
    }

    /** The short class names of the model's layers; empty without modules.json. */
    private List<String> modules() {
        List<String> modules = new ArrayList<>();
        for (JsonNode module : directory.json("modules.json")) {
            String type = module.path("type").asText();
            String name = type.substring(type.lastIndexOf('.') + 1);
            if (!List.of("Transformer", "Pooling", "Normalize").contains(name)) {
                throw unsupported("modules.json", "the layer \"" + type + "\"");
            }
            modules.add(name);
        }
        return modules;
    }

    private Pooling pooling() {
        String file = "1_Pooling/config.json";
        JsonNode config = directory.json(file);
        if (!config.path("include_prompt").asBoolean(true)) {
            throw unsupported(file, "include_prompt = false");
        }
        List<String> modes = new ArrayList<>();
        config.properties().forEach(field -> {
            if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(field.getKey());
            }
        });
        if (modes.isEmpty()) {
            return Pooling.MEAN;
        }
        Pooling pooling = modes.size() == 1 ? POOLING_MODES.get(modes.getFirst()) : null;
        if (pooling == null) {
            throw unsupported(file, String.join(" with ", modes));
        }
        return pooling;
    }

    private int maxLength(JsonNode sentenceBert) {
        int configured = sentenceBert.path("max_seq_length").asInt(0);
        if (configured <= 0) {
            configured = directory.tokenizerMaxLength().orElse(DEFAULT_MAX_LENGTH);
        }
        return Math.min(configured, directory.maxPositions());
    }

    private static String prompt(JsonNode prompts, String... names) {
        for (String name : names) {
            if (prompts.path(name).isTextual()) {
                return prompts.path(name).asText();
            }
        }
        return "";
    }

    private EmbeddingException unsupported(String file, String what) {
        return new EmbeddingException(
                Kind.MODEL_INVALID,
                directory.resolve(file) + " asks for " + what
                        + ", which is not supported: use a model with cls, mean or max pooling and no further layers");
    }
}
