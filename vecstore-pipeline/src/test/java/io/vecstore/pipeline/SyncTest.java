package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.testkit.HashEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void open() throws IOException {
        docs = new TestFolder(Files.createDirectory(temp.resolve("docs")));
        pipeline = RagPipeline.builder()
                .database(temp.resolve("db"))
                .embedder(embedder)
                .build();
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    private SyncReport sync() {
        return pipeline.sync(docs.root());
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
}
