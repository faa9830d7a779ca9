/**
 * <b>What.</b> The store: collections that take commits, survive crashes and hand out snapshots.
 *
 * <p><b>How.</b> A write is encoded by its caller, queued in {@link io.vecstore.internal.store.Committer}, written to
 * the log in a group, applied to the MemTable and published as a new {@link io.vecstore.internal.store.View}. A flush
 * turns MemTables into a segment and swaps the manifest; a compaction merges segments the same way. On disk:
 *
 * <pre>
 * LOCK                     held by the one process that writes; says which
 * CATALOG                  identity of the database, first commit that the log is needed for, collections
 * wal/                     the log ({@code io.vecstore.internal.wal})
 * collections/KEY/MANIFEST configuration with index options, newest flushed commit, segments ({@code Manifest})
 * collections/KEY/N.*      segments ({@code io.vecstore.internal.segment})
 * snapshots/ID/            a stored snapshot: SNAPSHOT (name, commit, time), and CATALOG and collections/ as above
 * snapshots/ID.tmp/        one that is not complete yet, or is being deleted; removed on opening
 * set-aside/N/             what the N-th repair took away, under its old paths; never read
 * </pre>
 *
 * A manifest and the catalog are replaced by writing a new file, syncing it, renaming it over the old one and syncing
 * the folder. Recovery reads manifest and segments, then replays the commits of the log that are newer.
 *
 * A stored snapshot shares its files with the database by hard links: segment files are immutable, and creating a file
 * never opens an existing one. Restoring links them under new identities and swaps the catalog. Collections that the
 * catalog does not name are removed on opening. The log may begin later than it ended: numbers are skipped where a
 * restored snapshot is of later commits.
 *
 * Compactions run after a flush and once a minute, as {@code CompactionPolicy} finds them due and as there is room. One
 * that is ended, fails or is killed leaves only files that no manifest names; they are deleted at once or on the next
 * opening, and it is begun anew.
 *
 * A database that is opened only to be read ({@code Follower}) takes no lock: it reads catalog, manifests, segments, log,
 * and the catalog again, and begins anew if the start of the log has moved meanwhile.
 *
 * {@code DatabaseEngine} is the whole of an open database: {@code CollectionRegistry} has its collections and the catalog,
 * {@code WritePath} commits, {@code Upkeep} decides when to flush and compact, {@code Maintenance} does it.
 * {@code BackgroundWork} has merges rest while searches need their cores; {@code Searches} counts those.
 *
 * {@code MemoryIndexing} is the thread that lets the graphs of MemTables grow; {@code AsyncExecutor} has the threads of
 * asynchronous calls.
 *
 * <p><b>Rules.</b> Truth is the log, the {@code .segment} and {@code .live} files and the manifests; all else is
 * rebuilt: a derived file that is damaged is set aside when that is noticed, the segment answers without it, and the
 * maintenance thread makes it anew. {@code Doctor} finds damage in a closed database, {@code Health} in an open one, and
 * {@code Repair} leaves out what is damaged. The write gate lets either single commits or one transaction through;
 * inside of it, the commit lock makes its holder the one writer. The maintenance lock, taken before the commit lock,
 * lets one flush at a time write segments and manifest. The merging lock, taken before that, lets one merge at a time
 * write its segment beside flushes; the merge takes the maintenance lock to choose its inputs and to take their place. A flush
 * writes only what commits up to its own number did, and a compaction leaves out only what commits up to a flush have
 * deleted, because newer commits may be lost in a power cut that the segments survive.
 * Readers take no lock.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.store.DatabaseEngine}, then
 * {@link io.vecstore.internal.store.Committer}.
 */
@NullMarked
package io.vecstore.internal.store;

import org.jspecify.annotations.NullMarked;
