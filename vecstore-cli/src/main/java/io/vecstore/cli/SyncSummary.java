package io.vecstore.cli;

import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.SyncReport;
import java.io.PrintStream;
import java.util.List;

/** A sync's report for people. */
final class SyncSummary {

    /** Longer lists are cut; JSON has them whole. */
    private static final int MAX_LINES = 20;

    private SyncSummary() {}

    static void print(PrintStream out, SyncReport report) {
        SyncReport.Work work = report.work();
        out.println((report.dryRun() ? "Would sync " : "Synced ") + report.folder() + " in "
                + Units.duration(work.elapsed()) + (report.interrupted() ? ", interrupted" : ""));
        out.println("  " + counts(report));
        out.println("  " + Units.count(work.filesRead(), "file") + " read (" + Units.bytes(work.bytesRead()) + "), "
                + Units.count(work.chunksWritten(), "chunk") + " stored, "
                + Units.count(work.textsEmbedded(), "text") + " embedded");
        list(out, "Failed, and an older version, if there is one, stays:", report.failed());
        list(out, "Skipped:", report.skipped());
        if (report.interrupted()) {
            out.println("Run it again to do the rest.");
        }
    }

    /** Such as {@code 3 added, 1 changed, 0 moved, 20 unchanged, 0 deleted, 1 failed, 0 skipped}. */
    static String counts(SyncReport report) {
        return report.added().size() + " added, " + report.changed().size() + " changed, "
                + report.moved().size() + " moved, " + report.unchanged().size() + " unchanged, "
                + report.deleted().size() + " deleted, " + report.failed().size() + " failed, "
                + report.skipped().size() + " skipped";
    }

    static void list(PrintStream out, String title, List<FileFailure> failures) {
        if (failures.isEmpty()) {
            return;
        }
        out.println(title);
        failures.stream()
                .limit(MAX_LINES)
                .forEach(failure -> out.println("  " + failure.path() + ": " + failure.reason()));
        if (failures.size() > MAX_LINES) {
            out.println("  and " + (failures.size() - MAX_LINES) + " more; --json lists all");
        }
    }
}
