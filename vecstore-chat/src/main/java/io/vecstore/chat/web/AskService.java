package io.vecstore.chat.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.vecstore.chat.answer.Asker;
import io.vecstore.chat.answer.Question;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion;
import io.vecstore.pipeline.SearchMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/ask}: a question as JSON in, its answer as events out. Thread-safe. */
final class AskService implements HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(AskService.class);
    private static final int MAX_BODY = 16 << 10;

    private final Asker asker;

    AskService(Asker asker) {
        this.asker = asker;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::ask);
    }

    private void ask(ServerRequest request, ServerResponse response) throws InterruptedException {
        Question question = question(body(request));
        try (EventStream events = new EventStream(response)) {
            answer(question, events);
        } catch (UncheckedIOException gone) {
            LOG.debug("the asker has gone: {}", gone.getMessage());
        }
    }

    private void answer(Question question, EventStream events) throws InterruptedException {
        try {
            asker.ask(question, event -> events.send(event.kind(), event));
        } catch (UncheckedIOException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            LOG.warn("a question failed", failure);
            events.send("failure", Map.of("message", Replies.message(failure)));
        }
    }

    private static byte[] body(ServerRequest request) {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new InvalidRequestException("the question is longer than " + MAX_BODY + " bytes; shorten it");
            }
            return body;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Question question(byte[] body) {
        JsonNode json = Json.read(body);
        return new Question(
                json.path("question").asText(""),
                mode(json.path("mode").asText("hybrid")),
                json.path("alpha").asDouble(Fusion.DEFAULT_ALPHA),
                json.path("rerank").asBoolean(true),
                json.path("generate").asBoolean(true));
    }

    private static SearchMode mode(String name) {
        for (SearchMode mode : SearchMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw new InvalidRequestException("mode is \"" + name + "\", allowed are hybrid, dense and lexical");
    }
}
