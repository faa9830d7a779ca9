package io.vecstore.cli;

import io.vecstore.chat.Chatbot;
import io.vecstore.chat.ChatbotOptions;
import io.vecstore.chat.answer.LanguageModelOptions;
import io.vecstore.rerank.OnnxReranker;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the chatbot's page until the process is told to stop. */
@Command(
        name = "chat",
        description = {
            "Serves a web page on which the documents can be asked: answers with marks that open their sources,"
                    + " uploads, a list of the documents.",
            "It listens on loopback. Another --host needs the environment variable VECSTORE_CHAT_KEY: the key that the"
                    + " page then asks for. VECSTORE_LLM_KEY is the key of the language model's server, if it wants"
                    + " one."
        })
final class ChatCommand implements Callable<Integer> {

    /** Held, or its level would be forgotten with it. */
    private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

    private static final int MIB_SHIFT = 20;

    private final CliEnvironment environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--docs", paramLabel = "DIR", description = "The folder of documents to keep in sync.")
    private Optional<Path> docs = Optional.empty();

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(
            names = "--reranker",
            paramLabel = "DIR",
            description = "The folder of a cross-encoder (tokenizer.json, model.onnx) that orders the passages anew.")
    private Optional<Path> reranker = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port, 0 for any that is free; ${DEFAULT-VALUE} by default.")
    private int port = ChatbotOptions.DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; ${DEFAULT-VALUE} by default.")
    private String host = "127.0.0.1";

    @Option(
            names = "--max-upload",
            paramLabel = "MIB",
            description = "How large an upload may be, in MiB; ${DEFAULT-VALUE} by default.")
    private int maxUpload = 50;

    @Option(
            names = "--llm-url",
            paramLabel = "URL",
            description = "The OpenAI-compatible API of a language model that writes the answers, such as"
                    + " http://localhost:11434/v1 for Ollama. Without it answers are sentences from the documents.")
    private Optional<URI> llmUrl = Optional.empty();

    @Option(names = "--llm-model", paramLabel = "NAME", description = "The language model's name.")
    private Optional<String> llmModel = Optional.empty();

    ChatCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        SERVER_LOG.setLevel(Level.WARNING);
        try (Chatbot chatbot = Chatbot.start(options())) {
            environment.terminal().out().println("Open " + chatbot.url() + " (stop with Ctrl-C)");
            waitForTheEnd(chatbot);
            return ExitCode.OK.code();
        }
    }

    private ChatbotOptions options() {
        requireRange("--port", port, 0, 65_535);
        requireRange("--max-upload", maxUpload, 1, 1 << 10);
        ChatbotOptions.Builder options = ChatbotOptions.builder(database.folder(environment))
                .host(host)
                .port(port)
                .maxUploadBytes((long) maxUpload << MIB_SHIFT)
                .embedder(model.in(environment).embedder());
        docs.map(environment::resolve).ifPresent(options::docs);
        reranker.map(environment::resolve).ifPresent(folder -> options.reranker(() -> OnnxReranker.open(folder)));
        variable("VECSTORE_CHAT_KEY").ifPresent(options::key);
        languageModel().ifPresent(options::languageModel);
        return options.build();
    }

    private void requireRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", allowed are " + min + " to " + max);
        }
    }

    private Optional<LanguageModelOptions> languageModel() {
        if (llmUrl.isEmpty() && llmModel.isEmpty()) {
            return Optional.empty();
        }
        if (llmUrl.filter(ChatCommand::isHttp).isEmpty() || llmModel.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--llm-url and --llm-model belong together: name the API's full URL and the model, such as"
                            + " --llm-url http://localhost:11434/v1 --llm-model llama3.2");
        }
        return Optional.of(new LanguageModelOptions(
                llmUrl.get(), llmModel.get(), variable("VECSTORE_LLM_KEY"), LanguageModelOptions.DEFAULT_TIMEOUT));
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null && String.valueOf(url.getScheme()).matches("(?i)https?");
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    /** Returns never, but by an interrupt: a signal ends the process, after what is open has been closed. */
    private static void waitForTheEnd(Chatbot chatbot) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(chatbot::close, "chatbot-close"));
        new CountDownLatch(1).await();
    }
}
