/**
 * <b>What.</b> Documents in, chunks out: the passages that are embedded, searched and cited.
 *
 * <p><b>How.</b> {@link io.vecstore.text.split.RecursiveSplitter} fills chunks up to their size and ends each at
 * the coarsest boundary near its end: paragraph, line, sentence, word, character. A heading always starts a
 * chunk, unless it only holds other headings. {@link io.vecstore.text.split.Sentences} finds sentences, for the
 * splitter and for answers that quote them.
 *
 * <p><b>Rules.</b> {@code chunk.text()} is {@code document.text()} from {@code start} to {@code end}, in UTF-16
 * units; a chunk is never larger than asked for; only white space stands in no chunk; no code point is cut in
 * two, and no grapheme unless it is larger than a chunk. Everything is immutable and thread-safe. Splitting takes time
 * linear in the text.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.text.split.Splitter}, then
 * {@link io.vecstore.text.split.RecursiveSplitter}.
 */
@NullMarked
package io.vecstore.text.split;

import org.jspecify.annotations.NullMarked;
