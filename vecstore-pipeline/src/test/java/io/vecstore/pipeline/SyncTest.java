package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.filter.Filter;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileMove;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.testkit.HashEmbedder;
import io.vecstore.text.split.RecursiveSplitter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
    @TempDir
    Path temp;

    private final HashEmbedder embedder = new HashEmbedder();
    private TestFolder docs;
    private RagPipeline pipeline;

    @BeforeEach
    void open() {
        docs = new TestFolder(temp.resolve("docs"));
        pipeline = builder().build();
    }

    private RagPipelineBuilder builder() {
        return RagPipeline.builder().database(temp.resolve("db")).embedder(embedder);
    }

    private void reopen(RagPipelineBuilder builder) {
        pipeline.close();
        pipeline = builder.build();
    }

    @AfterEach
    void close() {
        StoreCheck.assertConsistent(pipeline.collection(), new HashEmbedder());
        pipeline.close();
    }

    private SyncReport sync() {
        return pipeline.sync(docs.root());
    }

    private List<String> found(String words) {
        return pipeline.retrieve(RetrievalRequest.of(words).withMode(SearchMode.LEXICAL)).passages().stream()
                .map(passage -> docs.root()
                        .relativize(Path.of(URI.create(passage.citation().source())))
                        .toString())
                .sorted()
                .toList();
    }

    /** Three sections, so three chunks. */
    private static String threeChunks(String first, String second, String third) {
        return "# One\n\n" + first + "\n\n# Two\n\n" + second + "\n\n# Three\n\n" + third + "\n";
    }

    @Test
    void sync_newFolder_addsEveryFile() {
        docs.write("a.md", "# Pumps\n\nThe pump must be primed before it is started.")
                .write("sub/b.txt", "Ovens are cleaned on Fridays.");

        SyncReport report = sync();

        assertThat(report.added()).containsExactly("a.md", "sub/b.txt");
        assertThat(report.isComplete()).isTrue();
        Citation citation = pipeline.retrieve("When are ovens cleaned?")
                .passages()
                .getFirst()
                .citation();
        assertThat(citation.source()).isEqualTo(docs.path("sub/b.txt").toUri().toString());
        assertThat(citation.text()).isEqualTo("Ovens are cleaned on Fridays.");
        assertThat(pipeline.document(citation.documentId()).orElseThrow().text())
                .isEqualTo("Ovens are cleaned on Fridays.");
    }

    @Test
    void sync_unchangedFolder_readsAndEmbedsNothing() {
        docs.write("a.md", "# Pumps\n\nThe pump must be primed.").write("b.txt", "Ovens are cleaned on Fridays.");
        sync();
        int texts = embedder.texts();

        SyncReport second = sync();

        assertThat(second.unchanged()).containsExactly("a.md", "b.txt");
        assertThat(second.work().filesRead()).isZero();
        assertThat(embedder.texts()).isEqualTo(texts);
    }

    @Test
    void sync_emptyFolder_doesNothing() {
        assertThat(sync().added()).isEmpty();
        assertThat(pipeline.collection().documentCount()).isZero();
    }

    @Test
    void sync_changedFile_embedsOnlyNewChunks() {
        docs.write("a.md", threeChunks("Alpha is first.", "Beta is second.", "Gamma is third."));
        sync();
        int texts = embedder.texts();
        docs.write("a.md", threeChunks("Alpha is first.", "Beta was second.", "Gamma is third."));

        SyncReport report = sync();

        assertThat(report.changed()).containsExactly("a.md");
        assertThat(embedder.texts() - texts).isEqualTo(1);
        assertThat(report.work().textsEmbedded()).isEqualTo(1);
        assertThat(pipeline.collection().count()).isEqualTo(3);
    }

    @Test
    void sync_touchedFile_readsItOnceAndEmbedsNothing() {
        docs.write("a.md", "# Pumps\n\nThe pump must be primed.");
        sync();
        int texts = embedder.texts();
        docs.touch("a.md");

        SyncReport touched = sync();
        SyncReport after = sync();

        assertThat(touched.unchanged()).containsExactly("a.md");
        assertThat(touched.work().filesRead()).isEqualTo(1);
        assertThat(after.work().filesRead()).isZero();
        assertThat(embedder.texts()).isEqualTo(texts);
    }

    @Test
    void sync_movedFile_keepsVectorsAndNothingOfTheOldPath() {
        docs.write("old/a.md", threeChunks("Alpha is first.", "Beta is second.", "Gamma is third."))
                .write("b.md", "Delta.");
        sync();
        int texts = embedder.texts();
        docs.move("old/a.md", "new/c.md");

        SyncReport report = sync();

        assertThat(report.moved()).containsExactly(new FileMove("old/a.md", "new/c.md"));
        assertThat(report.added()).isEmpty();
        assertThat(report.deleted()).isEmpty();
        assertThat(embedder.texts()).isEqualTo(texts);
        assertThat(found("alpha")).containsExactly("new/c.md");
        assertThat(pipeline.collection().count()).isEqualTo(4);
    }

    @Test
    void sync_renameInCaseOnly_isAMove() {
        docs.write("readme.md", "Alpha.");
        sync();
        docs.move("readme.md", "README.md");

        assertThat(sync().moved()).containsExactly(new FileMove("readme.md", "README.md"));
        assertThat(found("alpha")).containsExactly("README.md");
    }

    @Test
    void sync_oneContentAtTwoPaths_areTwoDocuments() {
        docs.write("a.md", "Alpha is first.").write("b.md", "Alpha is first.");
        SyncReport report = sync();

        assertThat(report.added()).containsExactly("a.md", "b.md");
        assertThat(embedder.texts()).isEqualTo(1);
        assertThat(found("alpha")).containsExactly("a.md", "b.md");

        docs.delete("a.md");
        assertThat(sync().deleted()).containsExactly("a.md");
        assertThat(found("alpha")).containsExactly("b.md");

        docs.write("c.md", "Alpha is first.");
        assertThat(sync().added()).containsExactly("c.md");
        assertThat(embedder.texts()).isEqualTo(1);
    }

    @Test
    void sync_twoFilesSwapTheirNames_areTwoChanges() {
        docs.write("a.md", "Alpha.").write("b.md", "Beta.");
        sync();
        docs.move("a.md", "c.md")
                .move("b.md", "a.md")
                .move("c.md", "b.md")
                .touch("a.md")
                .touch("b.md");

        assertThat(sync().changed()).containsExactly("a.md", "b.md");
        assertThat(found("alpha")).containsExactly("b.md");
        assertThat(embedder.texts())
                .as("the vectors are found under the other path")
                .isEqualTo(2);
    }

    @Test
    void sync_fileBecomesFolder_isDeletedAndWhatIsInItAdded() {
        docs.write("a", "Alpha.").write("b", "Beta.");
        sync();
        docs.delete("a").write("a/c.md", "Gamma.");

        SyncReport report = sync();

        assertThat(report.deleted()).containsExactly("a");
        assertThat(report.added()).containsExactly("a/c.md");
    }

    @Test
    void sync_hiddenFilesAndTheDatabase_areLeftOut() {
        reopen(RagPipeline.builder().database(docs.path("index")).embedder(embedder));
        docs.write("a.md", "Alpha.")
                .write(".hidden.md", "Beta.")
                .write(".git/c.md", "Gamma.")
                .write("~$a.docx", "Delta.");

        assertThat(sync().added()).containsExactly("a.md");
        SyncReport again = sync();
        assertThat(again.added()).isEmpty();
        assertThat(again.unchanged()).containsExactly("a.md");
    }

    @Test
    void sync_symbolicLinks_areFollowedButNotInCircles() {
        TestFolder elsewhere = new TestFolder(temp.resolve("elsewhere")).write("b.md", "Beta.");
        docs.write("sub/a.md", "Alpha.")
                .link("sub/loop", docs.root())
                .link("linked", elsewhere.root())
                .link("dangling.md", temp.resolve("nothing"));

        SyncReport report = sync();

        assertThat(report.added()).containsExactly("linked/b.md", "sub/a.md");
        assertThat(report.failed()).extracting(FileFailure::path).containsExactly("dangling.md", "sub/loop");
    }

    @Test
    void sync_placeThatCannotBeLookedInto_keepsItsDocuments() {
        TestFolder drive = new TestFolder(temp.resolve("drive")).write("a.md", "Alpha.");
        docs.link("mounted", drive.root()).write("b.md", "Beta.");
        sync();
        drive.move("../drive", "../unmounted");

        SyncReport report = sync();

        assertThat(report.deleted()).isEmpty();
        assertThat(report.failed()).extracting(FileFailure::path).containsExactly("mounted");
        assertThat(found("alpha")).hasSize(1);
    }

    @Test
    void sync_missingFolder_failsAndDeletesNothing() {
        docs.write("a.md", "Alpha.");
        sync();
        docs.delete("a.md").delete("");

        assertThatThrownBy(this::sync)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(docs.root().toString());
        assertThat(pipeline.collection().count()).isEqualTo(1);
    }

    @Test
    void sync_fileInsteadOfFolder_fails() {
        docs.write("a.md", "Alpha.");
        assertThatThrownBy(() -> pipeline.sync(docs.path("a.md"))).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void sync_mostFilesGone_deletesOnlyIfForced() {
        IntStream.range(0, 20).forEach(i -> docs.write("f" + i + ".md", "Text number " + i + "."));
        sync();
        IntStream.range(0, 11).forEach(i -> docs.delete("f" + i + ".md"));
        docs.write("new.md", "An addition.");

        assertThatThrownBy(this::sync)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("11 of the 20")
                .hasMessageContaining("force");
        assertThat(pipeline.collection().count()).isEqualTo(20);

        SyncReport forced = pipeline.sync(docs.root(), SyncOptions.DEFAULT.withForce(true));
        assertThat(forced.deleted()).hasSize(11);
        assertThat(pipeline.collection().count()).isEqualTo(10);
    }

    @Test
    void sync_mostFilesMoved_isNoReasonToRefuse() {
        IntStream.range(0, 20).forEach(i -> docs.write("old/f" + i + ".md", "Text number " + i + "."));
        sync();
        docs.move("old", "new");

        assertThat(sync().moved()).hasSize(20);
    }

    @Test
    void sync_halfOfTheFilesGone_deletesThem() {
        IntStream.range(0, 22).forEach(i -> docs.write("f" + i + ".md", "Text number " + i + "."));
        sync();
        IntStream.range(0, 11).forEach(i -> docs.delete("f" + i + ".md"));

        assertThat(sync().deleted()).hasSize(11);
    }

    @Test
    void sync_dryRun_saysWhatWouldBeDoneAndDoesNothing() {
        docs.write("a.md", "Alpha.").write("b.md", "Beta.").write("c.md", "Gamma.");
        sync();
        docs.write("a.md", "Alpha two.").delete("b.md").move("c.md", "d.md").write("e.md", "Epsilon.");
        var before = StoreCheck.chunks(pipeline.collection());
        int texts = embedder.texts();

        SyncReport report = pipeline.sync(docs.root(), SyncOptions.DEFAULT.withDryRun(true));

        assertThat(report.changed()).containsExactly("a.md");
        assertThat(report.deleted()).containsExactly("b.md");
        assertThat(report.moved()).containsExactly(new FileMove("c.md", "d.md"));
        assertThat(report.added()).containsExactly("e.md");
        assertThat(report.dryRun()).isTrue();
        assertThat(StoreCheck.chunks(pipeline.collection())).isEqualTo(before);
        assertThat(embedder.texts()).isEqualTo(texts);
    }

    @Test
    void sync_otherSplitter_replacesAllButKeepsVectorsOfEqualChunks() {
        docs.write("a.md", threeChunks("Alpha is first.", "Beta is second.", "Gamma is the third and last of them."));
        sync();
        int texts = embedder.texts();
        reopen(builder().splitter(RecursiveSplitter.ofCharacters(25, 0)));

        SyncReport report = sync();

        assertThat(report.changed()).containsExactly("a.md");
        assertThat(pipeline.collection().count()).isGreaterThan(3);
        assertThat(embedder.texts() - texts)
                .as("two of the chunks are the same")
                .isEqualTo(pipeline.collection().count() - 2);
        assertThat(sync().unchanged()).containsExactly("a.md");
    }

    @Test
    void sync_twoFolders_doNotTouchEachOther() {
        docs.write("a.md", "Alpha.").write("inner/b.md", "Beta.");
        sync();
        Path inner = docs.path("inner");

        assertThat(pipeline.sync(inner).added()).containsExactly("b.md");
        assertThat(pipeline.collection().count()).isEqualTo(3);
        docs.delete("inner/b.md").write("inner/c.md", "Gamma is here.");
        assertThat(pipeline.sync(inner).deleted()).containsExactly("b.md");
        assertThat(found("beta")).containsExactly("inner/b.md");
        assertThat(pipeline.retrieve(RetrievalRequest.of("gamma").withFilter(RagPipeline.inFolder(inner)))
                        .passages())
                .hasSize(1);
        assertThat(pipeline.retrieve(RetrievalRequest.of("gamma").withFilter(RagPipeline.inFolder(docs.root())))
                        .passages())
                .extracting(passage -> passage.citation().text())
                .doesNotContain("Gamma is here.");
    }

    @Test
    void sync_namesWithSpecialCharacters_areKeptApartAndReadable() {
        docs.write("a b.md", "Alpha.").write("a%20b.md", "Beta.").write("ä#?.md", "Gamma.");

        assertThat(sync().added()).containsExactly("a b.md", "a%20b.md", "ä#?.md");
        assertThat(found("gamma")).containsExactly("ä#?.md");
        assertThat(sync().unchanged()).hasSize(3);
        assertThat(pipeline.retrieve(RetrievalRequest.of("alpha beta gamma").withFilter(Filter.eq("path", "a b.md")))
                        .passages())
                .hasSize(1);
    }
}
