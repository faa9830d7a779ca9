package io.vecstore.chat.answer;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A language model that speaks OpenAI's protocol, as Ollama, llama.cpp and vLLM also do. Thread-safe. */
public final class LanguageModel {

    private final LanguageModelOptions options;
    private final StreamingChatModel model;

    public LanguageModel(LanguageModelOptions options) {
        this.options = options;
        this.model = OpenAiStreamingChatModel.builder()
                .baseUrl(options.url().toString())
                .modelName(options.model())
                .apiKey(options.apiKey().orElse("none"))
                .temperature(0.0)
                .timeout(options.timeout())
                .build();
    }

    private sealed interface Signal {
        record Piece(String text) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}
    }

    /**
     * Has the model write, and passes on what it writes in the calling thread.
     *
     * @throws LanguageModelException if it cannot be reached, refuses, or falls silent
     */
    void write(Prompt prompt, Consumer<String> out) throws InterruptedException {
        BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
        model.chat(
                ChatRequest.builder()
                        .messages(List.of(SystemMessage.from(prompt.system()), UserMessage.from(prompt.user())))
                        .build(),
                new Relay(signals));
        Duration patience = options.timeout();
        while (true) {
            Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            switch (signal) {
                case Signal.Piece piece -> out.accept(piece.text());
                case Signal.End _ -> {
                    return;
                }
                case Signal.Failure failure -> throw new LanguageModelException(options, failure.cause());
                case null ->
                    throw new LanguageModelException(
                            options, new IllegalStateException("silent for " + patience.toSeconds() + " s"));
            }
        }
    }

    private record Relay(BlockingQueue<Signal> signals) implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String piece) {
            signals.add(new Signal.Piece(piece));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            signals.add(new Signal.End());
        }

        @Override
        public void onError(Throwable cause) {
            signals.add(new Signal.Failure(cause));
        }
    }
}
