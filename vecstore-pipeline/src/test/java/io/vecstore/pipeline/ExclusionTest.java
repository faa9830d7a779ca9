package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.NotFoundException;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.testkit.HashEmbedder;
import io.vecstore.text.split.RecursiveSplitter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents taken out by hand stay out for as long as their files stay as they are. */
class ExclusionTest {

    @TempDir
    Path temp;

    private TestFolder docs;
    private RagPipeline pipeline;
    private String pumps = "";

    @BeforeEach
    void open() {
        docs = new TestFolder(temp.resolve("docs"));
        docs.write("pumps.md", "The pump must be primed.").write("ovens.txt", "Ovens are cleaned on Fridays.");
        pipeline = RagPipeline.builder()
                .database(temp.resolve("db"))
                .embedder(new HashEmbedder())
                .build();
        pipeline.sync(docs.root());
        pumps = found("pump").getFirst();
    }

    @AfterEach
    void close() {
        StoreCheck.assertConsistent(pipeline.collection(), new HashEmbedder());
        pipeline.close();
    }

    /** The documents whose chunks have a word. */
    private List<String> found(String word) {
        return pipeline.retrieve(RetrievalRequest.of(word).withMode(SearchMode.LEXICAL)).passages().stream()
                .map(passage -> passage.citation().documentId())
                .toList();
    }

    private static List<String> paths(List<FileFailure> failures) {
        return failures.stream().map(FileFailure::path).toList();
    }

    @Test
    void exclude_document_isFoundNoMoreAndSkippedBySyncs() {
        pipeline.exclude(pumps);

        assertThat(found("pump")).isEmpty();
        assertThat(docs.path("pumps.md")).exists();
        for (int i = 0; i < 2; i++) {
            SyncReport report = pipeline.sync(docs.root(), SyncOptions.DEFAULT.withRetryFailed(true));
            assertThat(paths(report.skipped())).containsExactly("pumps.md");
            assertThat(report.failed()).isEmpty();
            assertThat(report.work().filesRead()).isZero();
        }
        assertThat(found("pump")).isEmpty();
    }

    @Test
    void exclude_touchedFileOrOtherSplitter_staysOut() {
        pipeline.exclude(pumps);
        docs.touch("pumps.md");
        assertThat(paths(pipeline.sync(docs.root()).skipped())).containsExactly("pumps.md");
        RagPipeline other = RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(new HashEmbedder())
                .splitter(RecursiveSplitter.ofCharacters(100, 0))
                .build();
        assertThat(paths(other.sync(docs.root()).skipped())).containsExactly("pumps.md");
        assertThat(other.sync(docs.root()).work().filesRead()).isZero();
        assertThat(found("pump")).isEmpty();
    }

    @Test
    void exclude_fileChanges_isFoundAgain() {
        pipeline.exclude(pumps);
        docs.write("pumps.md", "The pump is blue.");

        assertThat(pipeline.sync(docs.root()).added()).containsExactly("pumps.md");
        assertThat(found("blue")).containsExactly(pumps);
    }

    @Test
    void include_excluded_isReadByTheNextSync() {
        pipeline.exclude(pumps);
        pipeline.include(pumps);

        assertThat(pipeline.sync(docs.root()).added()).containsExactly("pumps.md");
        assertThat(found("pump")).containsExactly(pumps);
        pipeline.include(pumps);
        assertThat(found("pump")).containsExactly(pumps);
    }

    @Test
    void exclude_fileGone_isForgotten() {
        pipeline.exclude(pumps);
        docs.delete("pumps.md");

        assertThat(pipeline.sync(docs.root()).deleted()).isEmpty();
        assertThatThrownBy(() -> pipeline.include(pumps))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("pumps.md");
    }
}
