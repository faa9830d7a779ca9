/**
 * <b>What.</b> The document model: a file's text with its title, headings, pages and metadata, every one
 * of them tied to a range of that text.
 *
 * <p><b>How.</b> {@link io.vecstore.text.ParsedDocument} holds one string and sorted offsets into it, so that
 * "which heading, which page is this character under?" is a binary search. {@code io.vecstore.text.parse} makes
 * such documents from files, {@code io.vecstore.text.split} cuts them into chunks; both depend on this package
 * and not on each other.
 *
 * <p><b>Rules.</b> Offsets are UTF-16 units, ranges are {@code [start, end)}. A document's text has {@code \n}
 * line ends, no control characters but tab, and no lone surrogates ({@link io.vecstore.text.CleanText}).
 * Everything here is immutable and may be shared between threads. Nothing here reads files.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.text.ParsedDocument}, then {@link io.vecstore.text.Heading}.
 */
@NullMarked
package io.vecstore.text;

import org.jspecify.annotations.NullMarked;
