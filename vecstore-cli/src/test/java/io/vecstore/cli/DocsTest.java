package io.vecstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.testkit.HashEmbedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/cli.md} shows the help texts as the command prints them. */
class DocsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sync",
                "search",
                "ask",
                "chat",
                "stats",
                "doctor",
                "snapshot",
                "snapshot create",
                "snapshot list",
                "snapshot restore",
                "snapshot delete",
                "export",
                "import"
            })
    void page_hasTheHelpOfEachCommand(String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        CliEnvironment environment = new CliEnvironment(
                Path.of("").toAbsolutePath(), new Terminal(stream, stream, false, false), () -> new HashEmbedder(64));
        String[] arguments = (command + " --help").strip().split(" ");
        assertThat(VecstoreCommand.run(environment, arguments)).isZero();
        String help = out.toString(StandardCharsets.UTF_8).stripTrailing();
        assertThat(help).startsWith("Usage: vecstore");
        assertThat(Files.readString(Path.of("../docs/cli.md"))).contains(help);
    }
}
