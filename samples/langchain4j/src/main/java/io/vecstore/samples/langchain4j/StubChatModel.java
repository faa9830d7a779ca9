package io.vecstore.samples.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Stands in for a language model: answers with the first passage that it was given. */
final class StubChatModel implements ChatModel {

    private static final String BEFORE_PASSAGES = "Answer using the following information:\n";

    @Override
    public ChatResponse doChat(ChatRequest request) {
        String prompt = ((UserMessage) request.messages().getLast()).singleText();
        int passages = prompt.indexOf(BEFORE_PASSAGES) + BEFORE_PASSAGES.length();
        String first = prompt.substring(passages).split("\n\n", 2)[0];
        return ChatResponse.builder().aiMessage(AiMessage.from(first)).build();
    }
}
