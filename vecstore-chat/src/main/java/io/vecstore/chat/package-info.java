/**
 * <b>What.</b> A chatbot with a web page over a folder of documents: questions in, answers with cited passages out.
 *
 * <p><b>How.</b> {@link io.vecstore.chat.Chatbot} opens a pipeline, keeps a folder and the uploads in sync with it,
 * and serves a page. Everything it shows comes from the public API of the pipeline. {@code vecstore chat} starts it, and
 * so can any application.
 *
 * <p><b>Rules.</b> It listens on loopback; another address needs a key. Documents are untrusted, and so are questions.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.chat.Chatbot}, then {@link io.vecstore.chat.answer.Asker}.
 */
@NullMarked
package io.vecstore.chat;

import org.jspecify.annotations.NullMarked;
