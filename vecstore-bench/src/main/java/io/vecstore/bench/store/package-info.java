/**
 * <b>What.</b> {@code ./bench store}: opening after a crash, searching while a compaction runs, and what idle collections
 * cost.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.store.StoreCommand} starts a process for each
 * {@link io.vecstore.bench.store.StoreTask}, which answers with a line of figures. The crash is a process that ends
 * without closing its database; idle collections are made by one process and opened by another.
 *
 * <p><b>Rules.</b> Times are on the clock, for they are what a user waits for: only an otherwise idle machine gives them.
 * Heap is what is live after a collection of garbage; file handles are counted by the system and known on Linux only.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.store.StoreCommand}, then
 * {@link io.vecstore.bench.store.CompactionReaders}.
 */
@NullMarked
package io.vecstore.bench.store;

import org.jspecify.annotations.NullMarked;
