package io.vecstore.samples.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars that the chatbot needs are few, and those that {@code docs/footprint.md} lists. */
class FootprintIT {

    private static final int MOST = 110;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\S+\\.jar) \\|");

    private static Set<String> withoutVersions(Stream<String> jars) {
        return jars.map(jar -> jar.replaceFirst("-\\d.*\\.jar$", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void lib_ofTheChatbot_isSmallAndDocumented() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "footprint.md"));
        String section = page.substring(page.indexOf("## The chatbot"));
        try (Stream<Path> lib = Files.list(Path.of("target", "lib"))) {
            Set<String> jars = withoutVersions(lib.map(jar -> jar.getFileName().toString()));

            assertThat(jars).hasSizeBetween(10, MOST);
            assertThat(withoutVersions(ROW.matcher(section).results().map((MatchResult row) -> row.group(1))))
                    .isEqualTo(jars);
        }
    }
}
