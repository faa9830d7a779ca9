/**
 * <b>What.</b> Files in, {@link io.vecstore.text.ParsedDocument}s out, whatever the format and however hostile
 * the file.
 *
 * <p><b>How.</b> {@link io.vecstore.text.parse.DocumentParser} reads the bytes, {@code MediaTypes} names their
 * format, {@code ExpansionGuard} refuses decompression bombs, and one {@code FormatReader} turns the bytes into
 * text: our own for plain text, Markdown, HTML, CSV and JSON, Apache Tika's parsers for the rest.
 * <pre>
 * Markdown tree, HTML tree, Tika's XHTML events   three sources of one vocabulary: open(tag), text, close(tag)
 *  - MarkupWriter                                 says what each element means for lines, headings, tables, pages
 *     - TextAssembler                             builds the clean text, with the offsets of headings and pages
 * </pre>
 *
 * <p><b>Rules.</b> A file costs at most what {@link io.vecstore.text.parse.ParseLimits} says, and fails alone, with
 * a {@link io.vecstore.text.parse.DocumentParseException}: the errors that third-party parsers let out of hostile
 * files, {@link java.lang.StackOverflowError} among them, end in {@code ParseFailures} and nowhere else. Trees are walked
 * without recursion. Nothing is fetched, no script runs, nothing is recognised in images. Archives are not
 * opened: they are folders, not documents. A parser that hangs is abandoned, not killed; see
 * {@code ParseThread}.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.text.parse.DocumentParser}, then {@code MarkupWriter}.
 */
@NullMarked
package io.vecstore.text.parse;

import org.jspecify.annotations.NullMarked;
