/**
 * <b>What.</b> Indexes over the metadata of records, so that a filter becomes a set of ordinals without reading them.
 *
 * <p><b>How.</b> One cast: {@link io.vecstore.internal.fields.MemoryFields} builds,
 * {@link io.vecstore.internal.fields.FieldsWriter} writes and merges, {@link io.vecstore.internal.fields.FieldsFile}
 * reads, {@link io.vecstore.internal.fields.FilterCompiler} turns a filter into a bitmap over either kind of
 * {@link io.vecstore.internal.fields.FieldIndex}. Each path and type of value has a
 * {@link io.vecstore.internal.fields.Column}: distinct keys in ascending order, each with the ordinals of its rows. A
 * key is bytes whose unsigned order is the order of the values ({@link io.vecstore.internal.fields.FieldKey}), so that
 * every comparison is a range of keys ({@link io.vecstore.internal.fields.KeyRange}), and in a file a run of ordinals.
 * The elements of a list are values of its row. A file has sections ({@link io.vecstore.internal.io.SectionWriter}):
 *
 * <pre>
 * 0       directory: format u32, records u32, complete u8, paths varint;
 *         each path: keys varint, each a string; indexed u8, columns varint;
 *         each column: kind u8, first section varint, keys varint, bytes of each key varint (0: they differ),
 *                      ordinals varint, CRC-32C of its sections u32;
 *         CRC-32C of the directory so far u32
 * s       the keys, one after the other
 * s + 1   end of each key u32 (not where all are equally long)
 * s + 2   end of each key's ordinals u32 (not where each key has one)
 * s + 3   ordinals u32, ascending within a key
 * </pre>
 *
 * <p><b>Rules.</b> A filter's meaning is {@link io.vecstore.filter.FilterEvaluator}'s; bitmaps equal it. Not all paths
 * are indexed: at most {@value io.vecstore.internal.fields.FieldLimits#PATHS} of them, and none with a string longer
 * than {@value io.vecstore.internal.fields.FieldLimits#KEY_BYTES} bytes. A filter over others is evaluated, on the rows
 * that the rest of the filter leaves. What is deleted or expired is not known here. The directory is checked when a file
 * is opened, a column when it is first used; what does not check out is a
 * {@link io.vecstore.error.CorruptDataException}. Files are immutable and thread-safe; a memory index has one writer.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.fields.FieldIndex}, then
 * {@link io.vecstore.internal.fields.FilterCompiler}.
 */
@NullMarked
package io.vecstore.internal.fields;

import org.jspecify.annotations.NullMarked;
