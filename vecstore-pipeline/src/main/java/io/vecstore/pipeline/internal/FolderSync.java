package io.vecstore.pipeline.internal;

import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.text.parse.ParseLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes the store like a folder: scan, compare, look into what differs, delete what is gone. */
public final class FolderSync {

    private final Ingredients ingredients;

    public FolderSync(Ingredients ingredients) {
        this.ingredients = ingredients;
    }

    /** See {@code RagPipeline.sync}. */
    public SyncReport sync(Path folder, SyncOptions options) {
        long start = System.nanoTime();
        Path root = requireFolder(folder);
        SourcePaths paths = new SourcePaths(root);
        FolderScan scan = scan(root, paths);
        Ledger ledger = Ledger.load(ingredients.collection(), paths.root());
        SyncPlan plan = SyncPlan.of(scan, ledger, ingredients.settings(), options.retryFailed());
        requireFewDeletions(root, plan, ledger, options);
        options.listener().started(plan.start(root, scan));
        SyncTally tally = new SyncTally(plan, options.listener(), System::nanoTime);
        StableReader reader = new StableReader(ParseLimits.DEFAULT_MAX_INPUT_BYTES);
        FileExaminer examiner = new FileExaminer(paths.root(), ingredients, reader, options.retryFailed());
        boolean complete;
        long textsEmbedded = 0;
        if (options.dryRun()) {
            complete = new DryRun(plan, new Moves(plan, ledger), tally).run(examiner);
        } else {
            DocumentWriter writer = new DocumentWriter(ingredients.collection(), paths.root());
            SyncRun run = new SyncRun(ingredients, plan, ledger, writer, tally);
            complete = run.run(examiner);
            textsEmbedded = run.textsEmbedded();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        SyncReport.Work work = new SyncReport.Work(
                reader.filesRead(), reader.bytesRead(), tally.chunksWritten(), textsEmbedded, elapsed);
        SyncReport report = tally.report(root.toString(), work, !complete, options.dryRun());
        options.listener().finished(report);
        return report;
    }

    private static Path requireFolder(Path folder) {
        if (!Files.exists(folder)) {
            throw new NotFoundException("there is no folder " + folder.toAbsolutePath()
                    + "; check the path, or mount the drive it is on. Nothing was changed");
        }
        if (!Files.isDirectory(folder)) {
            throw new InvalidRequestException(folder.toAbsolutePath() + " is not a folder; name the folder it is in");
        }
        try {
            return folder.toRealPath();
        } catch (IOException failure) {
            throw new StorageException("find folder", folder.toString(), failure);
        }
    }

    private FolderScan scan(Path root, SourcePaths paths) {
        try {
            Optional<Path> database = ingredients.database();
            return new FolderScanner(
                            root,
                            paths,
                            database.isEmpty()
                                    ? database
                                    : Optional.of(database.get().toRealPath()))
                    .scan();
        } catch (IOException failure) {
            throw new StorageException("list folder", root.toString(), failure);
        }
    }

    private static void requireFewDeletions(Path root, SyncPlan plan, Ledger ledger, SyncOptions options) {
        long gone = plan.surelyGone();
        long known = ledger.entries().stream()
                .filter(entry -> entry.content().isPresent())
                .count();
        if (!options.force() && gone > SyncOptions.ALWAYS_DELETED && gone > known * options.maxDeleteShare()) {
            throw new ConflictException(gone + " of the " + known + " documents from " + root
                    + " have lost their files, which looks like a drive that is not mounted; nothing was changed."
                    + " If they are to be deleted, force it");
        }
    }
}
