package io.vecstore.samples;

import io.vecstore.pipeline.ExtractiveAnswerer;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.sync.SyncReport;
import java.nio.file.Path;

/** Keeps a database like a folder of documents, and asks it. Arguments: database, folder, question. */
public final class IngestFolder {

    private IngestFolder() {}

    public static void main(String[] args) {
        try (RagPipeline pipeline = RagPipeline.open(Path.of(args[0]))) {
            SyncReport report = pipeline.sync(Path.of(args[1]));
            System.out.println(
                    report.added().size() + " added, " + report.unchanged().size() + " unchanged");
            report.failed().forEach(failure -> System.out.println(failure.path() + ": " + failure.reason()));

            System.out.println(new ExtractiveAnswerer(pipeline).answer(args[2]).text());
        }
    }
}
