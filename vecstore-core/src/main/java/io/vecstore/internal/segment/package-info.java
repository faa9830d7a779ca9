/**
 * <b>What.</b> Segments: runs of records that are searched together, in memory ({@code MemTable}) or on disk.
 *
 * <p><b>How.</b> A MemTable takes commits one after the other; its graph grows behind them. A flush writes it out as a
 * segment on disk; a compaction merges segments into one. Both are {@link io.vecstore.internal.segment.SegmentWriter}
 * over {@link io.vecstore.internal.segment.SegmentSource}s. Files are {@link io.vecstore.internal.io.FramedFile}s,
 * numbered within the collection:
 *
 * <pre>
 * N.segment   truth, in sections ({@link io.vecstore.internal.io.SectionWriter}):
 *             0 info (dimension, flags, count of vectors u32),
 *             1 vectors float32 row by row, 2 and 3 chunks of each document, 10-13 records, 20-23 documents
 *             (keys, rows, metadata, texts: {@code MappedTable})
 * N.postings  derived: the inverted index over the records' texts ({@code io.vecstore.internal.bm25})
 * N.fields    derived: the index over the records' metadata ({@code io.vecstore.internal.fields})
 * N.graph     derived: the graph over the vectors ({@code io.vecstore.internal.graph.GraphFile} lists its sections);
 *             only where the metric has graphs and there are at least {@code minVectors} of them
 * N.live-G    truth: ordinals deleted since, records then documents; generation G replaces the ones before
 * </pre>
 *
 * Metadata and texts lie in compressed blocks ({@code BlockStore}). Who reads single rows takes {@link
 * io.vecstore.internal.segment.Table#lookup}, which finds inflated blocks in the database's {@link
 * io.vecstore.internal.segment.BlockCache}; who reads all of them takes {@link
 * io.vecstore.internal.segment.Table#cursor}, which leaves it alone.
 *
 * <p><b>Rules.</b> A derived file is a {@code DerivedFile}: damaged, it is set aside until it is rebuilt from the truth,
 * and the segment answers without it. Rows are written once; deletion is a mark in {@code LiveDocs} that carries the
 * number of the commit, so that a view sees the deletions up to its own commit. Ordinals never leave this level. One writer, under the commit
 * lock; readers take no locks, but that of the cache's library for moments in which one adds a block. A segment's
 * memory is freed, and its blocks leave the cache, when its last user releases it.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.segment.Segment}, then
 * {@link io.vecstore.internal.segment.MemTable}.
 */
@NullMarked
package io.vecstore.internal.segment;

import org.jspecify.annotations.NullMarked;
