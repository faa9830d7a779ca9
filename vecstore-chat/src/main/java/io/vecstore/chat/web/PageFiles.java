package io.vecstore.chat.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The page: its files are named here one by one, and held in memory. Thread-safe. */
final class PageFiles implements HttpService {

    private static final List<String> NAMES = List.of(
            "index.html", "app.css", "app.js", "api.js", "ask.js", "documents.js", "dom.js", "source.js", "icon.svg");

    @Override
    public void routing(HttpRules rules) {
        for (String name : NAMES) {
            byte[] content = read(name);
            String path = name.equals("index.html") ? "/" : "/" + name;
            rules.get(path, (request, response) -> {
                response.header(HeaderNames.CONTENT_TYPE, mediaType(name));
                response.header(HeaderValues.CACHE_NO_CACHE);
                response.send(content);
            });
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
