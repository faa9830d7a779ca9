package io.vecstore.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every sample as a reader would, with the model on the class path. */
class SamplesTest {

    @TempDir
    Path temp;

    private Path docs;

    @BeforeEach
    void write() throws Exception {
        docs = Files.createDirectory(temp.resolve("docs"));
        Files.writeString(
                docs.resolve("pumps.md"), "# Pumps\n\nThe pump must be primed with water before it is started.");
        Files.writeString(docs.resolve("ovens.txt"), "Ovens are cleaned on Fridays.");
    }

    private String output(Consumer<String[]> main, Path database, String... more) {
        String[] args = new String[more.length + 1];
        args[0] = database.toString();
        System.arraycopy(more, 0, args, 1, more.length);
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            main.accept(args);
        } finally {
            System.setOut(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ingestFolder_twice_readsOnce_andAnswers() {
        Path database = temp.resolve("db");
        String question = "What must be done before the pump is started?";

        assertThat(output(IngestFolder::main, database, docs.toString(), question))
                .contains("2 added, 0 unchanged", "primed with water before it is started. [1]");
        assertThat(output(IngestFolder::main, database, docs.toString(), question))
                .contains("0 added, 2 unchanged");
    }

    @Test
    void pipelineBuilder_filter_keepsOnlyMarkdown() {
        assertThat(output(PipelineBuilder::main, temp.resolve("db"), docs.toString(), "Fridays and pumps"))
                .contains("[Pumps]")
                .hasLineCount(1);
    }

    @Test
    void ownVectors_filter_leavesOutOlderOnes() {
        assertThat(output(OwnVectors::main, temp.resolve("db")).lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("salmon");
    }
}
