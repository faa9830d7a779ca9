package io.vecstore.samples.chatbot;

import io.vecstore.chat.Chatbot;
import io.vecstore.chat.ChatbotOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Serves a page on which a folder of documents can be asked, until Enter is pressed. Arguments: database, folder, port
 * (0 for any that is free).
 */
public final class ServeFolder {

    private ServeFolder() {}

    public static void main(String[] args) throws IOException {
        ChatbotOptions options = ChatbotOptions.builder(Path.of(args[0]))
                .docs(Path.of(args[1]))
                .port(Integer.parseInt(args[2]))
                .build();
        try (Chatbot chatbot = Chatbot.start(options)) {
            System.out.println("Open " + chatbot.url() + " (Enter stops)");
            System.in.read();
        }
    }
}
