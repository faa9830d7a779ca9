package io.vecstore.text.parse;

import io.vecstore.text.parse.DocumentParseException.Reason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one parse on a thread of its own, so that the caller gets control back in time. Java cannot kill a
 * thread: one that overruns is interrupted and abandoned. It ends at the next block of text it writes; a parser
 * that hangs without writing text goes on using one core until the process ends, which it does not hold up.
 */
final class ParseThread {
    private ParseThread() {}

    /** What {@code parse} returns or throws, or a failure that says that it took too long. */
    static <T> T run(String source, Duration limit, Callable<T> parse) {
        FutureTask<T> task = new FutureTask<>(parse);
        Thread.ofPlatform().daemon().name("vecstore-parse " + source).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new DocumentParseException(
                    source, Reason.TIMEOUT, "it takes longer than " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new DocumentParseException(source, Reason.INTERRUPTED, "the calling thread was interrupted");
        } catch (ExecutionException e) {
            Throwable failure = Objects.requireNonNullElse(e.getCause(), e);
            if (ParseFailures.isKnown(failure)) {
                throw ParseFailures.of(source, failure);
            }
            throw new IllegalStateException("parsing " + source + " failed in an unforeseen way", failure);
        }
    }
}
