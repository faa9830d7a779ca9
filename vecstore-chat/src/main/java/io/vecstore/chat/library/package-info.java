/**
 * <b>What.</b> The documents that the chatbot answers from: a synced folder, what was uploaded, and the news about both.
 *
 * <p><b>How.</b> An upload becomes a file in a folder of the chatbot's own, under a name made from the given one in
 * which nothing can act as a path; that folder is synced like any other. So an upload is a commit of its own, a failure
 * is remembered, and what was received when the process died is taken up at the next start.
 *
 * <p><b>Rules.</b> Everything public is thread-safe. One thread syncs; all others only read, receive files and delete.
 * Files of the
 * synced folder are never changed: a document of theirs that is deleted is excluded until its file changes.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.chat.library.IngestQueue}, then
 * {@link io.vecstore.chat.library.UploadFolder}.
 */
@NullMarked
package io.vecstore.chat.library;

import org.jspecify.annotations.NullMarked;
