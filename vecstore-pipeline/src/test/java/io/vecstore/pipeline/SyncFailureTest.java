package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.ModelIdentity;
import io.vecstore.error.ConflictException;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import io.vecstore.pipeline.sync.SyncStart;
import io.vecstore.testkit.HashEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SyncFailureTest {
    @TempDir
    Path temp;

    private final FragileEmbedder embedder = new FragileEmbedder();
    private TestFolder docs;
    private RagPipeline pipeline;

    /** Fails on texts that hold a certain word. */
    private static final class FragileEmbedder implements Embedder {
        private final HashEmbedder healthy = new HashEmbedder();
        private String poison = "";

        @Override
        public float[] embed(String text, InputType type) {
            return embedAll(List.of(text), type).getFirst();
        }

        @Override
        public List<float[]> embedAll(List<String> texts, InputType type) {
            if (!poison.isEmpty() && texts.stream().anyMatch(text -> text.contains(poison))) {
                throw new EmbeddingException(EmbeddingException.Kind.INFERENCE_FAILED, "no vector for " + poison);
            }
            return healthy.embedAll(texts, type);
        }

        @Override
        public int dimension() {
            return healthy.dimension();
        }

        @Override
        public ModelIdentity identity() {
            return healthy.identity();
        }

        @Override
        public int countTokens(String text) {
            return healthy.countTokens(text);
        }

        @Override
        public int maxTokens(InputType type) {
            return healthy.maxTokens(type);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        docs = new TestFolder(temp.resolve("docs"));
        pipeline = RagPipeline.builder()
                .database(temp.resolve("db"))
                .embedder(embedder)
                .build();
    }

    @AfterEach
    void close() {
        StoreCheck.assertConsistent(pipeline.collection(), new HashEmbedder());
        pipeline.close();
    }

    private SyncReport sync() {
        return pipeline.sync(docs.root());
    }

    private List<Passage> found(String words) {
        return pipeline.retrieve(RetrievalRequest.of(words).withMode(SearchMode.LEXICAL))
                .passages();
    }

    @Test
    void sync_fileThatDoesNotParse_keepsTheOldVersionAndTheOthers() {
        docs.write("a.txt", "Alpha.").write("b.txt", "Beta.").write("c.txt", "Gamma.");
        sync();
        docs.write("a.txt", "Alpha two.").write("b.txt", "").write("c.txt", "Gamma two.");

        SyncReport report = sync();

        assertThat(report.changed()).containsExactly("a.txt", "c.txt");
        assertThat(report.failed()).extracting(FileFailure::path).containsExactly("b.txt");
        assertThat(report.failed().getFirst().reason()).contains("no bytes").doesNotContain("b.txt");
        assertThat(found("beta")).hasSize(1);
        assertThat(pipeline.stats().folders().getFirst().failed()).isEqualTo(1);
    }

    @Test
    void sync_failedFile_isNotReadAgainUntilItChanges() {
        docs.write("a.pdf", "%PDF-1.4 and then nothing that a PDF has").write("b.txt", "Beta.");
        SyncReport first = sync();
        SyncReport second = sync();
        docs.touch("a.pdf");
        SyncReport touched = sync();
        SyncReport asked = pipeline.sync(docs.root(), SyncOptions.DEFAULT.withRetryFailed(true));
        docs.delete("a.pdf").write("a.txt", "Alpha at last.");
        SyncReport repaired = sync();

        assertThat(first.failed()).hasSize(1);
        assertThat(second.failed()).isEqualTo(first.failed());
        assertThat(second.work().filesRead()).isZero();
        assertThat(touched.failed()).isEqualTo(first.failed());
        assertThat(touched.work().filesRead()).isEqualTo(1);
        assertThat(asked.failed()).isEqualTo(first.failed());
        assertThat(asked.work().filesRead()).isEqualTo(1);
        assertThat(repaired.failed()).isEmpty();
        assertThat(repaired.added()).containsExactly("a.txt");
        assertThat(repaired.deleted()).as("there never was a document of it").isEmpty();
    }

    @Test
    void sync_failedFileThatIsRepaired_replacesTheOldVersion() {
        docs.write("a.txt", "Alpha.");
        sync();
        docs.write("a.txt", "");
        sync();
        docs.write("a.txt", "Omega.");

        assertThat(sync().changed()).containsExactly("a.txt");
        assertThat(found("alpha")).isEmpty();
        assertThat(pipeline.stats().folders().getFirst().failed()).isZero();
    }

    @Test
    void sync_failedFileThatIsReverted_isUnchanged() {
        docs.write("a.txt", "Alpha.");
        sync();
        docs.write("a.txt", "");
        sync();
        docs.write("a.txt", "Alpha.");

        SyncReport report = sync();

        assertThat(report.unchanged()).containsExactly("a.txt");
        assertThat(report.failed()).isEmpty();
        assertThat(sync().work().filesRead()).isZero();
    }

    @Test
    void sync_formatThatNobodyReads_isSkippedAndNotReadAgain() {
        docs.write("a.txt", "Alpha.").writeBytes("logo.png", 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13);

        SyncReport first = sync();
        SyncReport second = sync();

        assertThat(first.isComplete()).isTrue();
        assertThat(first.skipped()).extracting(FileFailure::path).containsExactly("logo.png");
        assertThat(second.skipped()).isEqualTo(first.skipped());
        assertThat(second.work().filesRead()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void sync_fileThatCannotBeRead_failsAlone() {
        docs.write("a.txt", "Alpha.").link("memory.txt", Path.of("/proc/self/mem"));

        SyncReport report = sync();

        assertThat(report.added()).containsExactly("a.txt");
        assertThat(report.failed()).extracting(FileFailure::path).containsExactly("memory.txt");
    }

    @Test
    void sync_modelFailsOnOneFile_storesTheOthersAndTriesAgainNextTime() {
        IntStream.range(0, 5).forEach(i -> docs.write("f" + i + ".txt", "Text number " + i + "."));
        docs.write("f2.txt", "A poisonous text.");
        embedder.poison = "poisonous";

        SyncReport report = sync();

        assertThat(report.added()).containsExactly("f0.txt", "f1.txt", "f3.txt", "f4.txt");
        assertThat(report.failed()).extracting(FileFailure::path).containsExactly("f2.txt");
        assertThat(report.failed().getFirst().reason()).contains("no vector for poisonous");

        embedder.poison = "";
        SyncReport next = sync();
        assertThat(next.added()).containsExactly("f2.txt");
        assertThat(next.work().filesRead()).isEqualTo(1);
    }

    @Test
    void sync_modelThatDoesNotStart_failsAndChangesNothing() {
        docs.write("a.txt", "Alpha.");
        try (RagPipeline broken = RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(() -> {
                    throw new EmbeddingException(EmbeddingException.Kind.MODEL_NOT_FOUND, "no model here");
                })
                .build()) {
            assertThatThrownBy(() -> broken.sync(docs.root()))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessage("no model here");
        }
        assertThat(pipeline.collection().documentCount()).isZero();
    }

    @Test
    void sync_otherModel_failsNamingBoth() {
        docs.write("a.txt", "Alpha.");
        sync();
        HashEmbedder other = new HashEmbedder(64);

        assertThatThrownBy(() -> RagPipeline.builder()
                        .collection(pipeline.collection())
                        .embedder(other)
                        .build())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("hash-256")
                .hasMessageContaining("hash-64");
        try (RagPipeline lazy = RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(() -> other)
                .build()) {
            docs.write("b.txt", "Beta.");
            assertThatThrownBy(() -> lazy.sync(docs.root())).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> lazy.retrieve("alpha")).isInstanceOf(ConflictException.class);
        }
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void pipeline_lazyModel_startsOnlyWhenSomethingIsEmbedded() {
        docs.write("a.txt", "Alpha.");
        sync();
        AtomicInteger started = new AtomicInteger();
        try (RagPipeline lazy = RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(() -> {
                    started.incrementAndGet();
                    return new HashEmbedder();
                })
                .build()) {
            lazy.sync(docs.root());
            docs.touch("a.txt");
            lazy.sync(docs.root());
            lazy.stats();
            lazy.retrieve(RetrievalRequest.of("alpha").withMode(SearchMode.LEXICAL));
            assertThat(started).hasValue(0);
            assertThat(lazy.retrieve("alpha").passages()).hasSize(1);
            assertThat(lazy.retrieve("alpha").passages()).hasSize(1);
            assertThat(started).hasValue(1);
        }
    }

    @Test
    void sync_interrupted_keepsWhatIsDoneAndLeavesTheRestForTheNext() {
        IntStream.range(10, 60).forEach(i -> docs.write("f" + i + ".txt", "Text number " + i + "."));
        List<String> done = new ArrayList<>();
        SyncListener interrupting = new SyncListener() {
            @Override
            public void fileFinished(String path, FileOutcome outcome) {
                done.add(path);
                if (done.size() == 20) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        SyncReport report = pipeline.sync(docs.root(), SyncOptions.DEFAULT.withListener(interrupting));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.interrupted()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.added()).isEqualTo(done).hasSize(20);
        SyncReport rest = sync();
        assertThat(rest.added()).hasSize(30);
        assertThat(rest.unchanged()).isEqualTo(done);
    }

    @Test
    void sync_tellsTheListenerInOrder() {
        docs.write("a.txt", "Alpha.").write("b.txt", "");
        List<String> events = new ArrayList<>();
        sync();
        docs.delete("a.txt").write("b.txt", "Beta.").write("c.txt", "");

        pipeline.sync(docs.root(), SyncOptions.DEFAULT.withListener(new SyncListener() {
            @Override
            public void started(SyncStart start) {
                events.add("start " + start.files() + " " + start.filesToRead() + " " + start.filesGone());
            }

            @Override
            public void fileStarted(String path) {
                events.add("look " + path);
            }

            @Override
            public void fileFinished(String path, FileOutcome outcome) {
                events.add(outcome + " " + path);
            }

            @Override
            public void fileFailed(FileFailure failure) {
                events.add("failed " + failure.path());
            }

            @Override
            public void finished(SyncReport report) {
                events.add("end");
            }
        }));

        assertThat(events)
                .containsExactly(
                        "start 2 2 1",
                        "look b.txt",
                        "look c.txt",
                        "ADDED b.txt",
                        "failed c.txt",
                        "DELETED a.txt",
                        "end");
    }
}
