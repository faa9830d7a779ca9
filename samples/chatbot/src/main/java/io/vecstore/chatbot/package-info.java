/**
 * <b>What.</b> A chatbot with a web page over a folder of documents: questions in, answers with cited passages out.
 *
 * <p><b>How.</b> {@link io.vecstore.chatbot.Chatbot} opens a pipeline, keeps a folder and the uploads in sync with it,
 * and serves a page. It is a sample: everything it shows comes from the public API of vecstore.
 *
 * <p><b>Rules.</b> It listens on loopback; another address needs a key. Documents are untrusted, and so are questions.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.chatbot.Chatbot}, then {@link io.vecstore.chatbot.answer.Asker}.
 */
@NullMarked
package io.vecstore.chatbot;

import org.jspecify.annotations.NullMarked;
