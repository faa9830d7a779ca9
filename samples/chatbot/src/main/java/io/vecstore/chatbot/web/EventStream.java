package io.vecstore.chatbot.web;

import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

/** Server-sent events, each with a kind and JSON. For one thread. */
final class EventStream implements AutoCloseable {

    private final SseSink sink;

    EventStream(ServerResponse response) {
        response.header(HeaderValues.CACHE_NO_CACHE);
        this.sink = response.sink(SseSink.TYPE);
    }

    /** @throws java.io.UncheckedIOException if nobody listens any more */
    void send(String kind, Object data) {
        sink.emit(SseEvent.builder().name(kind).data(Json.write(data)).build());
    }

    /** Sends nothing that a listener would notice; fails as {@link #send} does. */
    void ping() {
        sink.emit(
                SseEvent.builder().comment("still here").data(SseEvent.NO_DATA).build());
    }

    @Override
    public void close() {
        sink.close();
    }
}
