package io.vecstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vecstore.CollectionOptions;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.VectorRecord;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.testkit.HashEmbedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command in this process, over a small folder and a model of the test kit. */
class CommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeDocuments() throws IOException {
        Path docs = Files.createDirectories(folder.resolve("docs"));
        Files.writeString(docs.resolve("alarm.md"), """
                # Alarms
                ## Silence
                Press the red button for three seconds to silence the alarm. The lamp goes on blinking.
                """);
        Files.writeString(docs.resolve("pump.txt"), "The pump runs dry when the valve is shut.");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return VecstoreCommand.run(
                new CliEnvironment(folder.toAbsolutePath(), terminal, () -> new HashEmbedder(64)), arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new JsonMapper().readTree(out.toByteArray());
    }

    /** A failure in at most two lines that names all of {@code words}, and nothing on standard output. */
    private void assertFailure(ExitCode expected, int code, String... words) {
        assertThat(code).as(err()).isEqualTo(expected.code());
        assertThat(err().lines().count()).as(err()).isLessThanOrEqualTo(2);
        assertThat(err()).contains(words).doesNotContain("\tat ");
        assertThat(out()).isEmpty();
    }

    @Test
    void sync_thenAgain_readsNothingNew() throws IOException {
        assertThat(run("sync", "docs")).isZero();
        assertThat(out()).contains("2 added", "0 failed");
        assertThat(run("sync", "docs", "--json")).isZero();
        assertThat(json().get("unchanged")).hasSize(2);
        assertThat(json().get("filesRead").asInt()).isZero();
        assertThat(json().get("textsEmbedded").asInt()).isZero();
        assertThat(folder.resolve(".vecstore")).isDirectory();
    }

    @Test
    void ask_withDocs_answersWithCitationsOfExactText() throws IOException {
        assertThat(run("ask", "--docs", "docs", "--json", "Press which button to silence the alarm?"))
                .as(err())
                .isZero();
        JsonNode citation = json().get("citations").get(0);
        assertThat(json().get("answer").asText()).contains("red button", "[1]");
        assertThat(citation.get("n").asInt()).isEqualTo(1);
        assertThat(citation.get("source").asText())
                .isEqualTo(Path.of("docs", "alarm.md").toString());
        assertThat(citation.get("heading").asText()).isEqualTo("Alarms > Silence");
        assertThat(citation.get("page").isNull()).isTrue();
        assertThat(citation.get("score").asDouble()).isPositive();
        try (RagPipeline pipeline = RagPipeline.builder()
                .database(folder.resolve(".vecstore"))
                .embedder(() -> new HashEmbedder(64))
                .build()) {
            StringBuilder found = new StringBuilder();
            pipeline.collection().forEachDocument(document -> {
                if (document.text().contains("red button")) {
                    found.append(
                            document.text(),
                            citation.get("start").asInt(),
                            citation.get("end").asInt());
                }
            });
            assertThat(citation.get("text").asText())
                    .isEqualTo(found.toString())
                    .isNotEmpty();
        }
    }

    @Test
    void ask_nothingThatFits_saysSo() {
        run("sync", "docs");
        assertThat(run("ask", "Which zebra won the chess tournament?")).isEqualTo(ExitCode.NOT_FOUND.code());
        assertThat(out()).contains("no evidence found").doesNotContain("[1]");
    }

    @Test
    void search_marksWordsAndExplains() throws IOException {
        run("sync", "docs");
        assertThat(run("search", "valve pump", "--mode", "lexical", "--explain"))
                .isZero();
        assertThat(out()).contains("pump.txt", "**pump**", "**valve**", "idf", "BM25 for the 10 best texts");
        assertThat(run("search", "alarm", "--json", "--top-k", "1", "--filter", "path = 'alarm.md'"))
                .isZero();
        assertThat(json().get("hits")).hasSize(1);
        assertThat(json().get("hits").get(0).get("parts")).isNotEmpty();
    }

    @Test
    void statsAndDoctor_ofAHealthyDatabase() throws IOException {
        run("sync", "docs");
        assertThat(run("stats", "--json")).isZero();
        assertThat(json().get("documents").asInt()).isEqualTo(2);
        assertThat(run("doctor")).isZero();
        assertThat(out()).contains("healthy");
    }

    @Test
    void doctor_ofADamagedDatabase_saysTheCostAndRepairs() throws IOException {
        run("sync", "docs");
        Path catalog = folder.resolve(".vecstore/CATALOG");
        Files.write(catalog, Arrays.copyOf(Files.readAllBytes(catalog), 70));
        assertThat(run("doctor")).isEqualTo(ExitCode.DAMAGED.code());
        assertThat(out()).contains("CATALOG", "cannot be opened", "1 damage found");
        assertThat(run("doctor", "--repair", "--json")).isZero();
        assertThat(json().get("before").get("healthy").asBoolean()).isFalse();
        assertThat(json().get("after").get("healthy").asBoolean()).isTrue();
        assertThat(json().get("actions").get(0).get("lost").asText()).isEqualTo("the names of the collections");
        assertThat(run("doctor")).isZero();
    }

    @Test
    void snapshot_createdListedRestoredDeleted() throws IOException {
        run("sync", "docs");
        assertThat(run("snapshot", "create", "before")).isZero();
        Files.delete(folder.resolve("docs/pump.txt"));
        run("sync", "docs", "--force");
        assertThat(run("stats", "--json")).isZero();
        assertThat(json().get("documents").asInt()).isEqualTo(1);
        assertThat(run("snapshot", "list", "--json")).isZero();
        assertThat(json().get("snapshots").get(0).get("name").asText()).isEqualTo("before");
        assertThat(run("snapshot", "restore", "before", "--to", "copy")).isZero();
        assertThat(run("snapshot", "restore", "before")).isZero();
        assertThat(run("stats", "--json")).isZero();
        assertThat(json().get("documents").asInt()).isEqualTo(2);
        assertThat(run("stats", "--json", "--db", "copy")).isZero();
        assertThat(json().get("documents").asInt()).isEqualTo(2);
        assertThat(run("snapshot", "delete", "before")).isZero();
        assertFailure(ExitCode.FAILED, run("snapshot", "restore", "before"), "before");
        assertFailure(ExitCode.USAGE, run("snapshot"), "subcommand");
        assertFailure(ExitCode.FAILED, run("snapshot", "list", "--db", "none"), "none");
    }

    @Test
    void export_importedElsewhere_isTheSame() throws IOException {
        run("sync", "docs");
        assertThat(run("export", "all.zip")).isZero();
        assertThat(run("snapshot", "list")).isZero();
        assertThat(out()).isEmpty();
        assertThat(run("import", "all.zip", "--db", "elsewhere")).isZero();
        assertThat(run("stats", "--json", "--db", "elsewhere")).isZero();
        assertThat(json().get("documents").asInt()).isEqualTo(2);
        assertFailure(ExitCode.FAILED, run("import", "all.zip"), "--force");
        assertFailure(ExitCode.USAGE, run("export", "all.tar"), ".zip");
        assertFailure(ExitCode.USAGE, run("export", "more.zip", "--base", "x"), "--snapshot");
        Files.write(folder.resolve("cut.zip"), Arrays.copyOf(Files.readAllBytes(folder.resolve("all.zip")), 500));
        assertFailure(ExitCode.DAMAGED, run("import", "cut.zip", "--db", "third"), "cut.zip");
    }

    @Test
    void lines_exportedAndImported() throws IOException {
        Files.writeString(
                folder.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"x\",\"metadata\":{},\"vector\":[1.5,2.0]}\n");
        assertThat(run("import", "in.jsonl", "--db", "lines")).isZero();
        assertThat(run("export", "out.jsonl", "--db", "lines")).isZero();
        assertThat(folder.resolve("out.jsonl")).hasSameTextualContentAs(folder.resolve("in.jsonl"));
    }

    @Test
    void missingFolder_isNamed() {
        assertFailure(ExitCode.FAILED, run("sync", "nowhere"), "nowhere");
    }

    @Test
    void missingModel_isNamedByEachCommandThatNeedsIt() {
        assertFailure(ExitCode.FAILED, run("sync", "docs", "--model", "no-model"), "no-model");
        assertFailure(ExitCode.FAILED, run("ask", "pump?", "--docs", "docs", "--model", "no-model"), "no-model");
        run("sync", "docs");
        assertFailure(ExitCode.FAILED, run("search", "pump", "--model", "no-model"), "no-model");
    }

    @Test
    void missingDatabase_isNamedWithTheRemedy() {
        assertFailure(ExitCode.FAILED, run("search", "x", "--db", "none"), "none", "sync a folder");
        assertFailure(ExitCode.FAILED, run("doctor", "--db", "none"), "none");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void badFiles_failAloneAndTheRestIsDone() throws IOException {
        Files.write(folder.resolve("docs/empty.txt"), new byte[0]);
        Files.writeString(folder.resolve("docs/broken.pdf"), "%PDF-1.7 and then nothing of the kind");
        assertThat(run("sync", "docs", "--json")).isEqualTo(ExitCode.INCOMPLETE.code());
        assertThat(json().get("added")).hasSize(2);
        assertThat(json().get("failed").findValuesAsText("path")).contains("broken.pdf");
        assertThat(run("search", "pump")).isZero();
    }

    @Test
    void databaseOfAnotherFormat_isRefused() throws IOException {
        run("sync", "docs");
        Path catalog = folder.resolve(".vecstore/CATALOG");
        byte[] bytes = Files.readAllBytes(catalog);
        bytes[12] = 77;
        Files.write(catalog, bytes);
        assertFailure(ExitCode.FAILED, run("search", "x"), "format 77");
        Files.createDirectories(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/cat.jpg"), "meow");
        assertFailure(ExitCode.USAGE, run("sync", "docs", "--db", "photos"), "photos", "cat.jpg");
    }

    @Test
    void databaseInUse_namesTheProcess() {
        run("sync", "docs");
        try (VecDatabase held = VecDatabase.open(folder.resolve(".vecstore"))) {
            assertThat(held.collectionNames()).isNotEmpty();
            assertFailure(
                    ExitCode.FAILED,
                    run("search", "x"),
                    Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void filterThatDoesNotParse_namesThePosition() {
        run("sync", "docs");
        assertFailure(ExitCode.USAGE, run("search", "x", "--filter", "path = "), "position 7", "path = ");
    }

    @Test
    void vectorsOfAnotherModel_areRefused() {
        try (VecStore store = VecStore.open(
                folder.resolve(".vecstore"), CollectionOptions.DEFAULT, io.vecstore.DatabaseOptions.DEFAULT)) {
            store.collection()
                    .upsert(VectorRecord.builder("a")
                            .vector(new float[] {1, 2, 3})
                            .build());
        }
        int code = run("sync", "docs");
        assertThat(code).isNotZero();
        assertThat(err()).contains("3").doesNotContain("\tat ");
    }

    @Test
    void wrongUsage_pointsToHelp() {
        assertFailure(ExitCode.USAGE, run("serch", "x"), "serch");
        assertFailure(ExitCode.USAGE, run("search", "x", "--top-k", "0"), "topK is 0");
        assertThat(run("search", "x", "--mode", "psychic")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err()).contains("psychic", "--help");
        assertFailure(ExitCode.USAGE, run(), "--help");
    }

    @Test
    void debug_printsTheStackTrace() {
        assertThat(run("sync", "nowhere", "--debug")).isEqualTo(ExitCode.FAILED.code());
        assertThat(err()).contains("\tat io.vecstore");
    }
}
