/**
 * <b>What.</b> The chatbot over HTTP: one page, and the few calls that it makes.
 *
 * <p><b>How.</b> A {@link io.vecstore.chat.web.Gate} stands before everything and judges a request by its head
 * alone. Answers and news are server-sent events; the rest is JSON. The page is three kinds of static files, named one
 * by one.
 *
 * <p><b>Rules.</b> Requests run on virtual threads. Nothing from a request names a path, a URL or a model. What comes
 * from documents leaves as JSON and is put into the page as text; the content security policy allows no inline script.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.chat.web.ChatServer}, then {@link io.vecstore.chat.web.Gate}.
 */
@NullMarked
package io.vecstore.chat.web;

import org.jspecify.annotations.NullMarked;
