/**
 * <b>What.</b> From a question to passages, their scores, and an answer in which every mark points at a passage.
 *
 * <p><b>How.</b> {@link io.vecstore.chat.answer.Asker} retrieves, then answers with sentences from the passages, or
 * lets a language model write. The model gets the passages between delimiters that change with every question, cleaned
 * of characters that nobody sees. What it writes is passed on as it comes; a mark without a passage is left out.
 *
 * <p><b>Rules.</b> Everything public is thread-safe. Passages are untrusted: the delimiters lower the risk that one of
 * them gives the model orders, and do not remove it. So the model has no tools, and nothing it writes is acted upon.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.chat.answer.Asker}, then
 * {@link io.vecstore.chat.answer.Prompt}.
 */
@NullMarked
package io.vecstore.chat.answer;

import org.jspecify.annotations.NullMarked;
