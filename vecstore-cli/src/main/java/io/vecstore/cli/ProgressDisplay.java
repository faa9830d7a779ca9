package io.vecstore.cli;

import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncProgress;
import java.util.Locale;

/**
 * Shows how far a sync is, on standard error: in one line that is rewritten where a person is watching, else in a
 * line now and then. For one sync.
 */
final class ProgressDisplay implements SyncListener, AutoCloseable {

    private static final long LIVE_INTERVAL_NANOS = 100_000_000L;
    private static final long PLAIN_INTERVAL_NANOS = 10_000_000_000L;
    private static final int WIDTH = 79;
    private static final String REWRITE = "\r\u001b[K";

    private final Terminal terminal;
    private long shownAt = System.nanoTime();
    private String file = "";
    private boolean lineIsOpen;

    ProgressDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void fileStarted(String path) {
        file = path;
    }

    @Override
    public void fileFinished(String path, FileOutcome outcome) {
        file = path;
    }

    @Override
    public void fileFailed(FileFailure failure) {
        file = failure.path();
    }

    @Override
    public void progress(SyncProgress progress) {
        long now = System.nanoTime();
        if (now - shownAt < (terminal.interactive() ? LIVE_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal.interactive()) {
            String line = text(progress) + "  " + file;
            terminal.err().print(REWRITE + line.substring(0, Math.min(line.length(), WIDTH)));
            terminal.err().flush();
            lineIsOpen = true;
        } else {
            terminal.note(text(progress));
        }
    }

    /** Such as {@code 120 of 2000 files, 6 %, 61 chunks/s, about 12 min left}. */
    static String text(SyncProgress progress) {
        long percent = progress.bytesTotal() == 0 ? 100 : progress.bytesDone() * 100 / progress.bytesTotal();
        String done = String.format(
                Locale.ROOT,
                "%d of %d files, %d %%, %.0f chunks/s",
                progress.filesDone(),
                progress.filesTotal(),
                percent,
                progress.chunksPerSecond());
        return progress.remaining()
                .filter(left -> !left.isZero())
                .map(left -> done + ", about " + Units.duration(left) + " left")
                .orElse(done);
    }

    /** Takes the live line away. */
    @Override
    public void close() {
        if (lineIsOpen) {
            terminal.err().print(REWRITE);
            terminal.err().flush();
            lineIsOpen = false;
        }
    }
}
