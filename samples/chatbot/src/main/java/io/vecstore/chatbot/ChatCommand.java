package io.vecstore.chatbot;

import io.vecstore.chatbot.answer.LanguageModelOptions;
import io.vecstore.error.VecStoreException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code chat}: serves until the process is told to stop. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = "Serves a web page to ask documents. It listens on loopback.",
        footer = {
            "",
            "Environment: VECSTORE_CHAT_KEY is the key that requests must carry; --host needs it.",
            "VECSTORE_LLM_KEY is the key of the language model's server, if it wants one."
        })
public final class ChatCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    /** Held, or its level would be forgotten with it. */
    private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

    private static final int MIB_SHIFT = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--docs", paramLabel = "DIR", description = "The folder of documents to keep in sync.")
    private @Nullable Path docs;

    @Option(
            names = "--db",
            paramLabel = "DIR",
            defaultValue = ".vecstore",
            description = "The folder of the database; ${DEFAULT-VALUE} by default.")
    private Path database = Path.of(".vecstore");

    @Option(
            names = "--port",
            defaultValue = "" + ChatbotOptions.DEFAULT_PORT,
            description = "The port, 0 for any that is free; ${DEFAULT-VALUE} by default.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; ${DEFAULT-VALUE} by default.")
    private String host = "127.0.0.1";

    @Option(
            names = "--max-upload",
            paramLabel = "MIB",
            defaultValue = "50",
            description = "How large an upload may be, in MiB; ${DEFAULT-VALUE} by default.")
    private int maxUpload;

    @Option(
            names = "--llm-url",
            paramLabel = "URL",
            description = "The OpenAI-compatible API of a language model that writes the answers, such as"
                    + " http://localhost:11434/v1 for Ollama. Without it answers are sentences from the documents.")
    private @Nullable URI llmUrl;

    @Option(names = "--llm-model", paramLabel = "NAME", description = "The language model's name.")
    private @Nullable String llmModel;

    @Override
    public Integer call() throws InterruptedException {
        SERVER_LOG.setLevel(Level.WARNING);
        try (Chatbot chatbot = Chatbot.start(options())) {
            spec.commandLine().getOut().println("Open " + chatbot.url() + " (stop with Ctrl-C)");
            spec.commandLine().getOut().flush();
            waitForTheEnd(chatbot);
            return 0;
        } catch (StartException | VecStoreException failure) {
            spec.commandLine().getErr().println("vecstore chat: " + failure.getMessage());
            return FAILED;
        }
    }

    private ChatbotOptions options() {
        ChatbotOptions.Builder options =
                ChatbotOptions.builder(database).host(host).port(port).maxUploadBytes((long) maxUpload << MIB_SHIFT);
        Optional.ofNullable(docs).ifPresent(options::docs);
        environment("VECSTORE_CHAT_KEY").ifPresent(options::key);
        languageModel().ifPresent(options::languageModel);
        return options.build();
    }

    private Optional<LanguageModelOptions> languageModel() {
        if (llmUrl == null && llmModel == null) {
            return Optional.empty();
        }
        if (llmUrl == null || llmModel == null || !llmUrl.isAbsolute()) {
            throw new StartException("--llm-url and --llm-model belong together: name the API's full URL and the model,"
                    + " such as --llm-url http://localhost:11434/v1 --llm-model llama3.2");
        }
        return Optional.of(new LanguageModelOptions(
                llmUrl, llmModel, environment("VECSTORE_LLM_KEY"), LanguageModelOptions.DEFAULT_TIMEOUT));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    /** Returns never: a signal ends the process, after what is open has been closed. */
    private static void waitForTheEnd(Chatbot chatbot) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(chatbot::close, "chatbot-close"));
        new CountDownLatch(1).await();
    }
}
