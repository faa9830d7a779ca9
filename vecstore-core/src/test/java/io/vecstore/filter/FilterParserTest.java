package io.vecstore.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.FieldPath;
import io.vecstore.error.FilterSyntaxException;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static final long SEED = Long.getLong("vecstore.seed", 23);

    @Test
    void parse_everyOperator_givesItsNode() {
        assertThat(Filter.parse("a = 1")).isEqualTo(Filter.eq("a", 1));
        assertThat(Filter.parse("a != 1")).isEqualTo(Filter.ne("a", 1));
        assertThat(Filter.parse("a<>1")).isEqualTo(Filter.ne("a", 1));
        assertThat(Filter.parse("a<1")).isEqualTo(Filter.lt("a", 1));
        assertThat(Filter.parse("a <=1")).isEqualTo(Filter.le("a", 1));
        assertThat(Filter.parse("a> 1")).isEqualTo(Filter.gt("a", 1));
        assertThat(Filter.parse("a >= 1")).isEqualTo(Filter.ge("a", 1));
        assertThat(Filter.parse("a IN (1, 'x', true)")).isEqualTo(Filter.in("a", 1, "x", true));
        assertThat(Filter.parse("a not in(1)")).isEqualTo(Filter.notIn("a", 1));
        assertThat(Filter.parse("NOT a IN (1)")).isEqualTo(Filter.notIn("a", 1));
        assertThat(Filter.parse("a between 1 AND 2 AND b = 1"))
                .isEqualTo(Filter.and(Filter.between("a", 1, 2), Filter.eq("b", 1)));
        assertThat(Filter.parse("a NOT BETWEEN 'b' AND 'c'")).isEqualTo(Filter.not(Filter.between("a", "b", "c")));
        assertThat(Filter.parse("a STARTS WITH 'x'")).isEqualTo(Filter.startsWith("a", "x"));
        assertThat(Filter.parse("a contains 'x'")).isEqualTo(Filter.contains("a", "x"));
        assertThat(Filter.parse("a LIKE 'x%'")).isEqualTo(Filter.like("a", "x%"));
        assertThat(Filter.parse("a NOT LIKE 'x%'")).isEqualTo(Filter.not(Filter.like("a", "x%")));
        assertThat(Filter.parse("a IS NULL")).isEqualTo(Filter.isNull("a"));
        assertThat(Filter.parse("a is not null")).isEqualTo(Filter.isNotNull("a"));
        assertThat(Filter.parse("true")).isEqualTo(Filter.all());
    }

    @Test
    void parse_literals_keepTheirType() {
        assertThat(Filter.parse("a = '-1'")).isEqualTo(Filter.eq("a", "-1"));
        assertThat(Filter.parse("a = 'it''s'")).isEqualTo(Filter.eq("a", "it's"));
        assertThat(Filter.parse("a = ''")).isEqualTo(Filter.eq("a", ""));
        assertThat(Filter.parse("a = -9223372036854775808")).isEqualTo(Filter.eq("a", Long.MIN_VALUE));
        assertThat(Filter.parse("a = 1.0")).isEqualTo(Filter.eq("a", 1.0)).isNotEqualTo(Filter.eq("a", 1));
        assertThat(Filter.parse("a = 1e3")).isEqualTo(Filter.eq("a", 1000.0));
        assertThat(Filter.parse("a = -2.5E-1")).isEqualTo(Filter.eq("a", -0.25));
        assertThat(Filter.parse("a = FALSE")).isEqualTo(Filter.eq("a", false));
    }

    @Test
    void parse_precedence_notThenAndThenOr() {
        var a = Filter.eq("a", 1);
        var b = Filter.eq("b", 2);
        var c = Filter.eq("c", 3);

        assertThat(Filter.parse("a = 1 OR b = 2 AND c = 3")).isEqualTo(Filter.or(a, Filter.and(b, c)));
        assertThat(Filter.parse("(a = 1 or b = 2) And c = 3")).isEqualTo(Filter.and(Filter.or(a, b), c));
        assertThat(Filter.parse("NOT a = 1 AND b = 2")).isEqualTo(Filter.and(Filter.not(a), b));
        assertThat(Filter.parse("NOT (a = 1 AND b = 2)")).isEqualTo(Filter.not(Filter.and(a, b)));
        assertThat(Filter.parse("a = 1 AND b = 2 AND c = 3")).isEqualTo(Filter.and(a, b, c));
        assertThat(Filter.parse("((a = 1))")).isEqualTo(a);
    }

    @Test
    void parse_fields_pathsQuotesAndKeywords() {
        assertThat(field("a.b_2.größe = 1")).isEqualTo(FieldPath.of("a", "b_2", "größe"));
        assertThat(field("\"a.b\".`c d` = 1")).isEqualTo(FieldPath.of("a.b", "c d"));
        assertThat(field("\"in\" = 1")).isEqualTo(FieldPath.of("in"));
        assertThat(field("inner = 1")).isEqualTo(FieldPath.of("inner"));
        assertThat(field("\u0131n = 1")).isEqualTo(FieldPath.of("\u0131n"));
        assertThat(field("\ud835\udc9c = 1")).isEqualTo(FieldPath.of("\ud835\udc9c"));
    }

    private static FieldPath field(String text) {
        return ((Filter.Comparison) Filter.parse(text)).field();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | 0",
                "~  ~ | 2",
                "a | 1",
                "a = | 3",
                "a = 1 b | 6",
                "a = 1 AND | 9",
                "a = 1) | 5",
                "(a = 1 | 6",
                "a == 1 | 3",
                "a ! 1 | 3",
                "a = b | 4",
                "a = NULL | 4",
                "a = \"x\" | 4",
                "1 = a | 0",
                "a = 'x | 6",
                "\"a = 1 | 6",
                "a. = 1 | 2",
                "a.1 = 1 | 2",
                ".a = 1 | 0",
                "\"\" = 1 | 0",
                "a = 1x | 5",
                "a = 1.2.3 | 7",
                "a = 1. | 6",
                "a = .5 | 4",
                "a = +5 | 4",
                "a = - 5 | 5",
                "a = 1e | 6",
                "a = 1e999 | 4",
                "a = 9223372036854775808 | 4",
                "a IN () | 6",
                "a IN (1,) | 8",
                "a IN (1 2) | 8",
                "a IN 1 | 5",
                "a NOT 1 | 6",
                "a LIKE 5 | 7",
                "a LIKE 'x\\' | 0",
                "a BETWEEN 1 OR 2 | 12",
                "a BETWEEN 1 AND 'x' | 0",
                "a BETWEEN true AND false | 0",
                "a STARTS 'x' | 9",
                "a IS 5 | 5",
                "a IS NOT 5 | 9",
                "a NOT NULL | 6",
                "a NOT STARTS 'x' | 13",
                "contains = 1 | 0",
                "a = 1; DROP | 5",
                "a = 1 -- x | 7",
                "a < true | 0",
                "FALSE | 0",
                "TRUE = 1 | 5",
                "AND a = 1 | 0",
                "a = 1 OR OR b = 1 | 9",
                "a-b = 1 | 2",
                "a = 'x' 'y' | 8"
            })
    void parse_malformed_isRefusedAtItsPosition(String text, int position) {
        assertThatThrownBy(() -> Filter.parse(text))
                .isInstanceOfSatisfying(
                        FilterSyntaxException.class,
                        e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining("expected");
    }

    @Test
    void parse_nesting_isBoundedWithoutOverflow() {
        String most = "(".repeat(Filter.MAX_DEPTH) + "a = 1" + ")".repeat(Filter.MAX_DEPTH);
        assertThat(Filter.parse(most)).isEqualTo(Filter.eq("a", 1));
        assertThatThrownBy(() -> Filter.parse("(" + most + ")"))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessageContaining("at most 64 levels");
        for (String hostile : new String[] {"(", "NOT ", "NOT (", "a = 1 AND ("}) {
            assertThatThrownBy(() -> Filter.parse(hostile.repeat(100_000))).isInstanceOf(FilterSyntaxException.class);
        }
        // Chains without parentheses add levels that the parser's own counter does not see.
        String mixed = "a = 1 OR b = 1 AND (".repeat(40) + "c = 1" + ")".repeat(40);
        assertThatThrownBy(() -> Filter.parse(mixed))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessageContaining("64 levels");
    }

    @Test
    void parse_terms_areBounded() {
        String most = String.join(" OR ", Collections.nCopies(Filter.MAX_TERMS, "a = 1"));
        assertThat(Filter.parse(most)).isInstanceOf(Filter.Or.class);
        assertThatThrownBy(() -> Filter.parse(most + " OR a = 1"))
                .isInstanceOfSatisfying(
                        FilterSyntaxException.class,
                        e -> assertThat(e.position()).isEqualTo(most.length() + " OR a = ".length()))
                .hasMessageContaining("at most 4096");
        String values = String.join(",", Collections.nCopies(Filter.MAX_TERMS + 1, "1"));
        assertThatThrownBy(() -> Filter.parse("a IN (" + values + ")")).hasMessageContaining("at most 4096");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void parse_printedRandomFilter_isTheSameFilter(int depth) {
        var filters = new RandomFilters(new Random(SEED));
        for (int round = 0; round < 2_000; round++) {
            Filter filter = filters.filter(depth);
            String text = FilterPrinter.print(filter);
            assertThat(Filter.parse(text)).as("seed %d: %s", SEED, text).isEqualTo(filter);
        }
    }

    @Test
    void parse_garbage_throwsOnlySyntaxErrors() {
        var random = new Random(SEED);
        var filters = new RandomFilters(random);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            String text = garbage(random, filters);
            try {
                Filter parsed = Filter.parse(text);
                assertThat(Filter.parse(FilterPrinter.print(parsed))).as(text).isEqualTo(parsed);
            } catch (FilterSyntaxException e) {
                refused++;
                assertThat(e.position()).as("seed %d: %s", SEED, text).isBetween(0, text.length());
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    /** Half of the time a printed filter with a few characters changed, else a soup of pieces. */
    private static String garbage(Random random, RandomFilters filters) {
        String pieces = " ()'\"`.,=<>!-+0123456789eEaINORNTUL\ud83d\ude00\u0131\u0000\n";
        var text = new StringBuilder(random.nextBoolean() ? FilterPrinter.print(filters.filter(3)) : "");
        for (int i = 1 + random.nextInt(text.isEmpty() ? 20 : 3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
            if (random.nextBoolean() && text.length() > 1) {
                text.deleteCharAt(random.nextInt(text.length()));
            }
        }
        return text.toString();
    }
}
