package io.vecstore.chat.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in or refuses it, by its head alone, before any of its body is read. Refused is what another site's
 * page sends, be it openly (its {@code Origin}) or under a name of its own that resolves to this machine (the
 * {@code Host}), and what has no key where there is one. Adds the headers that keep the page from running anything
 * foreign. Thread-safe.
 */
final class Gate implements Filter {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName API_KEY = HeaderNames.create("X-Api-Key");
    private static final String BEARER = "Bearer ";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<Header> HEADERS = List.of(
            HeaderValues.create(
                    "Content-Security-Policy",
                    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"),
            HeaderValues.create("X-Content-Type-Options", "nosniff"),
            HeaderValues.create("Referrer-Policy", "no-referrer"),
            HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"));

    private final Optional<byte[]> key;

    /** @param key without which nothing but the empty page is given; with one, hosts of any name are served */
    Gate(Optional<String> key) {
        this.key = key.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        HEADERS.forEach(response::header);
        ServerRequestHeaders headers = request.headers();
        String host = headers.first(HeaderNames.HOST).orElse("");
        if (key.isEmpty() && !LOOPBACK.contains(hostName(host))) {
            refuse(
                    response,
                    Status.FORBIDDEN_403,
                    "this server answers to localhost only, not to \"" + host
                            + "\"; open http://localhost with its port");
        } else if (isForeign(headers, host)) {
            refuse(
                    response,
                    Status.FORBIDDEN_403,
                    "requests from other sites are refused; open the page of this server");
        } else if (request.path().path().startsWith("/api/") && !hasKey(headers)) {
            refuse(
                    response,
                    Status.UNAUTHORIZED_401,
                    "a key is needed: send it as X-Api-Key; it is the one that the" + " server was started with");
        } else {
            chain.proceed();
        }
    }

    private static String hostName(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isForeign(ServerRequestHeaders headers, String host) {
        String site = headers.first(FETCH_SITE).orElse("none");
        if (!site.equals("none") && !site.equals("same-origin")) {
            return true;
        }
        return headers.first(HeaderNames.ORIGIN)
                .filter(origin -> !host.equalsIgnoreCase(authority(origin)))
                .isPresent();
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException notUri) {
            return null;
        }
    }

    private boolean hasKey(ServerRequestHeaders headers) {
        if (key.isEmpty()) {
            return true;
        }
        String given = headers.first(API_KEY)
                .or(() -> headers.first(HeaderNames.AUTHORIZATION)
                        .filter(value -> value.startsWith(BEARER))
                        .map(value -> value.substring(BEARER.length())))
                .orElse("");
        return MessageDigest.isEqual(key.get(), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes the connection, so that the body which nobody has read is not taken for the next request. */
    private static void refuse(RoutingResponse response, Status status, String message) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        Replies.failure(response, status, message);
    }
}
