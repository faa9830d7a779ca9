/**
 * <b>What.</b> Samples: langchain4j applications whose segments are in vecstore; one file, one idea each.
 *
 * <p><b>How.</b> Each has a {@code main} that takes a folder for the store and a question. A stub stands in for the chat
 * model, so that they run without a network; it repeats what it was given to answer from.
 *
 * <p><b>Rules.</b> They use the public API only, and a test runs all of them.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.samples.langchain4j.OneConstructor}, then
 * {@link io.vecstore.samples.langchain4j.CitingAssistant}.
 */
@NullMarked
package io.vecstore.samples.langchain4j;

import org.jspecify.annotations.NullMarked;
