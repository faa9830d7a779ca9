/**
 * <b>What.</b> Ingest, embed, store, retrieve and answer as one object.
 *
 * <p><b>How.</b> {@link io.vecstore.pipeline.RagPipeline} joins a parser, a splitter, a model and a collection. A file
 * becomes a {@link io.vecstore.Document} with its whole text; its chunks become records with a vector, the chunk's
 * text and metadata. A {@link io.vecstore.pipeline.Citation} points back to the exact characters. Filters may use
 * these fields of a chunk's metadata:
 *
 * <table>
 * <caption>Metadata of chunks</caption>
 * <tr><td>{@code path}</td><td>the file, relative to the synced folder, with slashes</td></tr>
 * <tr><td>{@code root}</td><td>the synced folder's URI</td></tr>
 * <tr><td>{@code title}</td><td>the document's title, if it has one</td></tr>
 * <tr><td>{@code mediaType}</td><td>such as {@code application/pdf}</td></tr>
 * <tr><td>{@code headings}</td><td>the headings above the chunk, a list, outermost first</td></tr>
 * <tr><td>{@code page}</td><td>the page that the chunk begins on, in formats with pages</td></tr>
 * <tr><td>{@code start}, {@code end}</td><td>the chunk's range in the document's text</td></tr>
 * <tr><td>{@code hash}</td><td>SHA-256 of the file</td></tr>
 * </table>
 *
 * <p><b>Rules.</b> Everything public is thread-safe unless it says otherwise. A collection belongs to one model; the
 * collection remembers it. Failures are {@link io.vecstore.error.VecStoreException}s, or
 * {@link io.vecstore.embeddings.EmbeddingException}s of the model; a file that fails is no exception but a line in
 * the {@link io.vecstore.pipeline.sync.SyncReport}.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.pipeline.RagPipeline}, then
 * {@link io.vecstore.pipeline.RetrievalRequest}.
 */
@NullMarked
package io.vecstore.pipeline;

import org.jspecify.annotations.NullMarked;
