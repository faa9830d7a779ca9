/**
 * <b>What.</b> Everything that vecstore throws on purpose: one sealed root, one subclass per kind of
 * failure, each with a stable code.
 *
 * <p><b>How.</b> A caller catches {@link io.vecstore.error.VecStoreException} or one kind of it; an edge
 * (command line, server) maps the kinds in one exhaustive {@code switch} and prints
 * {@link io.vecstore.error.VecStoreException#code()} beside the message.
 *
 * <p><b>Rules.</b> A message is one sentence that says what was attempted, names the offending value and
 * place, and the remedy. All exceptions are unchecked. Programming errors inside vecstore stay
 * {@link java.lang.AssertionError} and {@link java.lang.IllegalStateException}; they are bugs, not API.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.error.VecStoreException}.
 */
@NullMarked
package io.vecstore.error;

import org.jspecify.annotations.NullMarked;
