/**
 * <b>What.</b> Collections as text that other programs read and write.
 *
 * <p><b>How.</b> {@link io.vecstore.exchange.JsonLines} writes one JSON object a line in UTF-8, documents first:
 *
 * <pre>
 * {"document":"a.md","text":"…","metadata":{…}}
 * {"id":"a.md#0","documentId":"a.md","text":"…","metadata":{…},"vector":[0.1,…],"expiresAt":"2030-01-01T00:00:00Z"}
 * </pre>
 *
 * Every member but {@code document} or {@code id} may be missing. Vectors keep every bit.
 *
 * <p><b>Rules.</b> An export is one snapshot and appears under its name once it is complete. An import commits some
 * hundred lines at a time; what is wrong with a line is said with its number, and lines before it may be stored. Records
 * that are soft-deleted or have expired are left out; versions are the new collection's own.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.exchange.JsonLines}.
 */
@NullMarked
package io.vecstore.exchange;

import org.jspecify.annotations.NullMarked;
