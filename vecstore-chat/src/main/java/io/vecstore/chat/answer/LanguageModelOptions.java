package io.vecstore.chat.answer;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which language model writes the answers.
 *
 * @param url of its API, up to and without {@code /chat/completions}; Ollama's is {@code http://localhost:11434/v1}
 * @param model its name, as the server knows it
 * @param apiKey if the server wants one
 * @param timeout how long it may take to connect, and to write its next word
 */
public record LanguageModelOptions(URI url, String model, Optional<String> apiKey, Duration timeout) {

    /** Enough for a model that has to be loaded first. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    @Override
    public String toString() {
        return model + " at " + url;
    }
}
