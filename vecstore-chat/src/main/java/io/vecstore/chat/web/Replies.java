package io.vecstore.chat.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import io.vecstore.chat.library.UploadTooLargeException;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.error.CancelledException;
import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.DeadlineException;
import io.vecstore.error.FilterSyntaxException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.OverloadedException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.rerank.RerankException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is sent back besides events: JSON, and failures as {@code {"error": …}}. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private Replies() {}

    static void json(ServerResponse response, Object value) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderValues.CACHE_NO_CACHE);
        response.send(Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    static void failure(ServerResponse response, Status status, String message) {
        response.status(status);
        json(response, Map.of("error", message));
    }

    /** Sends what a failure means for the caller. */
    static void failure(ServerResponse response, Throwable failure) {
        switch (failure) {
            case VecStoreException known -> failure(response, status(known), known.getMessage());
            case UploadTooLargeException tooLarge -> {
                response.header(HeaderValues.CONNECTION_CLOSE);
                failure(response, Status.REQUEST_ENTITY_TOO_LARGE_413, message(tooLarge));
            }
            case EmbeddingException model -> failure(response, Status.SERVICE_UNAVAILABLE_503, message(model));
            case RerankException model -> failure(response, Status.SERVICE_UNAVAILABLE_503, message(model));
            case HttpException http
            when http.status().code() < 500 ->
                failure(response, http.status(), http.getMessage() + "; open the page at /");
            default -> {
                LOG.error("a request failed", failure);
                failure(response, Status.INTERNAL_SERVER_ERROR_500, message(failure));
            }
        }
    }

    /** What went wrong, for people. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        boolean known = failure instanceof VecStoreException
                || failure instanceof EmbeddingException
                || failure instanceof RerankException
                || failure instanceof UploadTooLargeException;
        return known && message != null ? message : "this is a bug (" + failure + "); the server's log says more";
    }

    private static Status status(VecStoreException failure) {
        return switch (failure) {
            case InvalidRequestException _, FilterSyntaxException _ -> Status.BAD_REQUEST_400;
            case NotFoundException _ -> Status.NOT_FOUND_404;
            case ConflictException _ -> Status.CONFLICT_409;
            case ClosedException _,
                    DatabaseLockedException _,
                    CancelledException _,
                    DeadlineException _,
                    OverloadedException _ -> Status.SERVICE_UNAVAILABLE_503;
            case CorruptDataException _, StorageException _ -> Status.INTERNAL_SERVER_ERROR_500;
        };
    }
}
