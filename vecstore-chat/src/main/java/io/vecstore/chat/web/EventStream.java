package io.vecstore.chat.web;

import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Server-sent events, each with a kind and JSON. For one thread. */
final class EventStream implements AutoCloseable {

    private final SseSink sink;

    EventStream(ServerResponse response) {
        response.header(HeaderValues.CACHE_NO_CACHE);
        this.sink = response.sink(SseSink.TYPE);
    }

    /** @throws java.io.UncheckedIOException if nobody listens any more */
    void send(String kind, Object data) {
        SseEvent event = SseEvent.builder().name(kind).data(Json.write(data)).build();
        attempt(() -> sink.emit(event));
    }

    /** Sends nothing that a listener would notice; fails as {@link #send} does. */
    void ping() {
        SseEvent event =
                SseEvent.builder().comment("still here").data(SseEvent.NO_DATA).build();
        attempt(() -> sink.emit(event));
    }

    @Override
    public void close() {
        attempt(sink::close);
    }

    /** Helidon wraps a broken connection in exceptions of several kinds. */
    private static void attempt(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
            throw failure;
        }
    }
}
