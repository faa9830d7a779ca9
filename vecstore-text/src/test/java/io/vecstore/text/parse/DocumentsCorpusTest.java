package io.vecstore.text.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real and hostile files, each with what must come of it; see the README of the corpora. */
@EnabledIfSystemProperty(named = "vecstore.corpora", matches = ".*\\S.*")
class DocumentsCorpusTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    /** Damaged variants of each file. */
    private static final int MUTANTS = 1;

    private static final DocumentParser PARSER = DocumentParser.withLimits(
            ParseLimits.builder().timeLimit(TIME_LIMIT).build());

    /** Words that the list asks for and that must not come out: they stand in a style sheet. */
    private static final Map<String, String> NOT_TEXT = Map.of("real/testEPUB.epub", "nothing to see here");

    @ParameterizedTest(name = "{0}")
    @MethodSource("expectations")
    void parse_corpusFile_givesWhatIsExpected(Expectation expected) {
        Outcome outcome = parse(folder().resolve(expected.file()));

        assertThat(outcome.name()).as("%s", outcome).isIn(expected.outcomes());
        assertThat(expected.mustContain()).as("%s", outcome).allMatch(outcome.text()::contains);
        assertThat(expected.mustNotContain()).as("%s", outcome).noneMatch(outcome.text()::contains);
    }

    /** Only the parser's own exception may come of bytes that were flipped or cut off. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("expectations")
    void parse_damagedCorpusFile_failsOnlyAsAFile(Expectation expected) throws IOException {
        byte[] bytes = Files.readAllBytes(folder().resolve(expected.file()));
        for (long seed = 0; seed < MUTANTS && bytes.length > 1; seed++) {
            byte[] mutant = mutant(bytes, new Random(seed));
            try {
                assertThat(PARSER.parse(expected.file(), mutant).text()).isNotBlank();
            } catch (DocumentParseException e) {
                assertThat(e.reason()).as("seed %d: %s", seed, e).isNotEqualTo(Reason.TIMEOUT);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static byte[] mutant(byte[] bytes, Random random) {
        byte[] mutant = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : 1 + random.nextInt(bytes.length));
        for (int i = 0; i < 1 + mutant.length / 2000; i++) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
        return mutant;
    }

    private static Outcome parse(Path file) {
        try {
            ParsedDocument document = PARSER.parse(file);
            return new Outcome("text", document.title().orElse("") + "\n" + document.text());
        } catch (DocumentParseException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
            assertThat(e.reason()).isNotIn(Reason.TIMEOUT, Reason.INTERRUPTED, Reason.UNREADABLE);
            return new Outcome(
                    switch (e.reason()) {
                        case EMPTY -> "empty";
                        case ENCRYPTED -> "error:encrypted";
                        case LIMIT -> "error:limit";
                        case UNSUPPORTED -> "skip";
                        default -> "error";
                    },
                    String.valueOf(e.getMessage()));
        }
    }

    static Stream<Expectation> expectations() throws IOException {
        return Files.readAllLines(folder().resolve("expected.jsonl")).stream().map(DocumentsCorpusTest::expectation);
    }

    private static Path folder() {
        return Path.of(System.getProperty("vecstore.corpora"), "documents");
    }

    private static Expectation expectation(String line) {
        Map<String, String> values = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && json.getParsingContext().inArray()) {
                    String name = json.getParsingContext().getParent().getCurrentName();
                    lists.computeIfAbsent(name, _ -> new ArrayList<>()).add(json.getText());
                } else if (token == JsonToken.VALUE_STRING) {
                    values.put(json.currentName(), json.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("not a line of expected.jsonl: " + line, e);
        }
        return new Expectation(
                values.get("file"),
                values.get("outcome"),
                lists.getOrDefault("must_contain", List.of()).stream()
                        .filter(words -> !words.equals(NOT_TEXT.get(values.get("file"))))
                        .toList(),
                lists.getOrDefault("must_not_contain", List.of()));
    }

    record Outcome(String name, String text) {}

    record Expectation(String file, String outcome, List<String> mustContain, List<String> mustNotContain) {
        /** The outcomes that meet the expected one: a named error is one, and a file without text gave none. */
        List<String> outcomes() {
            return switch (outcome) {
                case "text-or-error" -> List.of("text", "empty", "error", "error:encrypted", "error:limit", "skip");
                case "error-or-skip", "error" -> List.of("error", "error:encrypted", "error:limit", "skip");
                default -> List.of(outcome);
            };
        }

        @Override
        public String toString() {
            return file;
        }
    }
}
