/**
 * <b>What.</b> A sample: the chatbot as a part of an application of one's own.
 *
 * <p><b>How.</b> {@code vecstore-chat} is a library; {@code vecstore chat} and this sample start it alike.
 *
 * <p><b>Rules.</b> It uses the public API only, and a test runs it.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.samples.chatbot.ServeFolder}.
 */
@NullMarked
package io.vecstore.samples.chatbot;

import org.jspecify.annotations.NullMarked;
