package io.vecstore.chat.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.vecstore.chat.library.IngestQueue;
import io.vecstore.chat.library.Library;
import io.vecstore.chat.library.News;
import io.vecstore.chat.library.NewsFeed;
import io.vecstore.chat.library.UploadFolder;
import io.vecstore.chat.library.UploadName;
import io.vecstore.chat.library.UploadTooLargeException;
import io.vecstore.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls about documents: list, show, delete, upload, sync, and the news about them. Thread-safe. */
final class DocumentService implements HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentService.class);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(10);

    private final Library library;
    private final IngestQueue ingest;
    private final UploadFolder uploads;

    DocumentService(Library library, IngestQueue ingest, UploadFolder uploads) {
        this.library = library;
        this.ingest = ingest;
        this.uploads = uploads;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/documents", (_, response) -> Replies.json(response, library.list()))
                .delete("/documents", this::delete)
                .post("/restore", this::restore)
                .get("/document", this::show)
                .post("/upload", this::upload)
                .post("/sync", this::sync)
                .get("/news", this::news);
    }

    private void show(ServerRequest request, ServerResponse response) {
        int start = number(request, "start");
        Replies.json(response, library.view(parameter(request, "id"), start, Math.max(start, number(request, "end"))));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        library.delete(parameter(request, "id"));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void restore(ServerRequest request, ServerResponse response) {
        library.restore(parameter(request, "id"));
        response.status(Status.ACCEPTED_202).send();
    }

    private void upload(ServerRequest request, ServerResponse response) {
        UploadName name = new UploadName(parameter(request, "name"));
        try (InputStream content = request.content().inputStream()) {
            receive(request, name, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        response.status(Status.ACCEPTED_202).send();
    }

    private void receive(ServerRequest request, UploadName name, InputStream content) throws IOException {
        try {
            long length = request.headers()
                    .first(HeaderNames.CONTENT_LENGTH)
                    .map(Long::parseLong)
                    .orElse(0L);
            if (length > uploads.maxBytes()) {
                throw new UploadTooLargeException(uploads.maxBytes());
            }
            ingest.upload(name, content);
        } catch (UploadTooLargeException refused) {
            // A sender that is cut off in the middle sees a broken connection instead of the reply.
            discard(content, uploads.maxBytes());
            throw refused;
        }
    }

    private static void discard(InputStream content, long atMost) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long rest = atMost;
        int read = 0;
        while (rest > 0 && read >= 0) {
            read = content.read(buffer);
            rest -= read;
        }
    }

    private void sync(ServerRequest request, ServerResponse response) {
        ingest.syncAll();
        response.status(Status.ACCEPTED_202).send();
    }

    private void news(ServerRequest request, ServerResponse response) {
        try (NewsFeed.Listener listener = ingest.feed().listen();
                EventStream events = new EventStream(response)) {
            events.ping();
            while (!listener.isBehind()) {
                Optional<News> next = listener.next(BETWEEN_PINGS);
                if (next.isPresent()) {
                    events.send(next.get().kind(), next.get());
                } else {
                    events.ping();
                }
            }
        } catch (UncheckedIOException gone) {
            LOG.debug("a page was closed: {}", gone.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            LOG.debug("the server stops, so the news end");
        }
    }

    private static String parameter(ServerRequest request, String name) {
        return request.query()
                .first(name)
                .orElseThrow(() ->
                        new InvalidRequestException("the parameter \"" + name + "\" is missing; reload the page"));
    }

    private static int number(ServerRequest request, String name) {
        String text = request.query().first(name).orElse("0");
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException failure) {
            throw new InvalidRequestException("the parameter \"" + name + "\" is \"" + text + "\", not a number");
        }
    }
}
