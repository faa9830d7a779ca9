package io.vecstore.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilterEvaluatorTest {
    private static final Path TABLE = Path.of("src/main/java/io/vecstore/filter/package-info.java");
    private static final List<Integer> TABLE_ROWS = List.of(13, 10);
    private static final List<Integer> TABLE_COLUMNS = List.of(10, 8);

    /** The documented tables, each with its header. */
    private static List<List<List<String>>> tables() throws IOException {
        List<List<List<String>>> tables = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith(" * metadata ")) {
                tables.add(new ArrayList<>());
            }
            if (!tables.isEmpty() && line.contains("|")) {
                tables.getLast()
                        .add(Arrays.stream(line.substring(line.indexOf('*') + 1).split("\\|"))
                                .map(String::strip)
                                .toList());
            }
        }
        return tables;
    }

    /** A row of metadata and answers, after the header of its table. */
    static Stream<Arguments> rows() throws IOException {
        return tables().stream()
                .flatMap(table -> table.stream().skip(1).map(row -> Arguments.of(table.getFirst(), row)));
    }

    @Test
    void tables_documented_areComplete() throws IOException {
        List<List<List<String>>> tables = tables();
        assertThat(tables).hasSameSizeAs(TABLE_ROWS);
        for (int i = 0; i < tables.size(); i++) {
            int columns = TABLE_COLUMNS.get(i);
            assertThat(tables.get(i)).hasSize(1 + TABLE_ROWS.get(i)).allMatch(row -> row.size() == columns);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void test_documentedRow_holds(List<String> filters, List<String> row) {
        var metadata = Metadata.parse(row.getFirst());
        for (int column = 1; column < filters.size(); column++) {
            String filter = filters.get(column);
            assertThat(FilterEvaluator.test(Filter.parse(filter), metadata))
                    .as("%s on %s", filter, row.getFirst())
                    .isEqualTo(Map.of("yes", true, "no", false).get(row.get(column)));
        }
    }

    @Test
    void test_like_hasWildcardsEscapesAndCodePoints() {
        assertThat(like("abc", "abc")).isTrue();
        assertThat(like("abc", "ab")).isFalse();
        assertThat(like("ab", "abc")).isFalse();
        assertThat(like("", "%")).isTrue();
        assertThat(like("", "_")).isFalse();
        assertThat(like("aXbXc", "a%b%c")).isTrue();
        assertThat(like("abcab", "%ab")).isTrue();
        assertThat(like("mississippi", "m%iss%i_pi")).isTrue();
        assertThat(like("mississippi", "m%iss%i_p")).isFalse();
        assertThat(like("100%", "100\\%")).isTrue();
        assertThat(like("1000", "100\\%")).isFalse();
        assertThat(like("a_b", "a\\_b")).isTrue();
        assertThat(like("a\\b", "a\\\\b")).isTrue();
        assertThat(like("\ud83d\ude00!", "_!")).isTrue();
        assertThat(like("ABC", "abc")).isFalse();
        assertThat(like("a\u0000b", "a\u0000b")).isTrue();
        assertThat(like("a\u0000", "a")).isFalse();
    }

    private static boolean like(String value, String pattern) {
        return FilterEvaluator.test(Filter.like("x", pattern), Metadata.of("x", value));
    }

    @Test
    void test_longAgainstDouble_doesNotRound() {
        var big = Metadata.of("x", (1L << 53) + 1, "max", Long.MAX_VALUE, "min", Long.MIN_VALUE);

        assertThat(matches("x = 9007199254740992.0", big)).isFalse();
        assertThat(matches("x > 9007199254740992.0", big)).isTrue();
        assertThat(matches("x < 9007199254740994.0", big)).isTrue();
        assertThat(matches("max = 9223372036854775808.0", big)).isFalse();
        assertThat(matches("max < 9223372036854775808.0", big)).isTrue();
        assertThat(matches("min = -9223372036854775808.0", big)).isTrue();
        assertThat(matches("min > -1e300", big)).isTrue();
        assertThat(matches("x = -0.0", Metadata.of("x", 0.0))).isTrue();
        assertThat(matches("x < 9007199254740993", Metadata.of("x", 0x1p53))).isTrue();
    }

    @Test
    void test_strings_compareByCodePoint() {
        var emoji = Metadata.of("x", "a\ud83d\ude00");

        assertThat(matches("x > 'a\uffee'", emoji)).isTrue();
        assertThat(matches("x < 'a\uffee'", emoji)).isFalse();
        assertThat(matches("x > 'a'", emoji)).isTrue();
        assertThat(matches("x > 'B'", emoji)).isTrue();
    }

    @Test
    void test_deepPath_resolvesThroughObjectsOnly() {
        var metadata = Metadata.parse("{\"a\": {\"b\": 1}, \"a.b\": 2, \"l\": [{\"b\": 1}]}");

        assertThat(matches("a.b = 1", metadata)).isTrue();
        assertThat(matches("\"a.b\" = 2", metadata)).isTrue();
        assertThat(matches("l.b = 1", metadata)).isFalse();
        assertThat(matches("a.b.c != 1", metadata)).isTrue();
    }

    private static boolean matches(String filter, Metadata metadata) {
        return FilterEvaluator.test(Filter.parse(filter), metadata);
    }

    @Test
    void test_randomFilters_agreeWithOracle() {
        long seed = Long.getLong("vecstore.seed", 31);
        var random = new RandomFilters(new Random(seed));
        int matched = 0;
        for (int round = 0; round < 20_000; round++) {
            Filter filter = random.filter(3);
            Metadata metadata = random.metadata();
            boolean expected = oracle(filter, metadata.asMap());
            matched += expected ? 1 : 0;
            assertThat(FilterEvaluator.test(filter, metadata))
                    .as("seed %d: %s on %s", seed, FilterPrinter.print(filter), metadata)
                    .isEqualTo(expected);
        }
        assertThat(matched).isBetween(5_000, 15_000);
    }

    private static boolean oracle(Filter filter, Map<String, @Nullable Object> metadata) {
        if (filter instanceof Filter.Not not) {
            return !oracle(not.operand(), metadata);
        }
        if (filter instanceof Filter.And and) {
            return and.operands().stream().noneMatch(operand -> !oracle(operand, metadata));
        }
        if (filter instanceof Filter.Or or) {
            return or.operands().stream()
                    .map(operand -> oracle(operand, metadata))
                    .reduce(false, Boolean::logicalOr);
        }
        if (filter instanceof Filter.In in) {
            return in.values().stream().anyMatch(value -> oracle(in.field(), ComparisonOperator.EQ, value, metadata));
        }
        if (filter instanceof Filter.Between between) {
            return candidates(between.field(), metadata).stream()
                    .anyMatch(value -> holds(value, ComparisonOperator.GE, plain(between.low()))
                            && holds(value, ComparisonOperator.LE, plain(between.high())));
        }
        if (filter instanceof Filter.TextMatch match) {
            return candidates(match.field(), metadata).stream()
                    .anyMatch(value -> value instanceof String text
                            && Pattern.matches(regex(match.operator(), match.text()), text));
        }
        if (filter instanceof Filter.IsNull isNull) {
            List<?> values = candidates(isNull.field(), metadata);
            return values.size() == 1 && values.getFirst() == null && !isList(isNull.field(), metadata);
        }
        return !(filter instanceof Filter.Comparison comparison)
                || oracle(comparison.field(), comparison.operator(), comparison.value(), metadata);
    }

    private static String regex(TextOperator operator, String text) {
        return switch (operator) {
            case STARTS_WITH -> "(?s)" + Pattern.quote(text) + ".*";
            case CONTAINS -> "(?s).*" + Pattern.quote(text) + ".*";
            case LIKE -> {
                StringBuilder regex = new StringBuilder("(?s)");
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    regex.append(
                            c == '%'
                                    ? ".*"
                                    : c == '_'
                                            ? "."
                                            : "\\x{"
                                                    + Integer.toHexString(
                                                            c == '\\' ? text.codePointAt(++i) : text.codePointAt(i))
                                                    + "}");
                    i += Character.isHighSurrogate(text.charAt(i)) ? 1 : 0;
                }
                yield regex.toString();
            }
        };
    }

    private static boolean oracle(
            FieldPath field, ComparisonOperator operator, Literal literal, Map<String, @Nullable Object> metadata) {
        if (operator == ComparisonOperator.NE) {
            return !oracle(field, ComparisonOperator.EQ, literal, metadata);
        }
        Object plain = plain(literal);
        return candidates(field, metadata).stream().anyMatch(candidate -> holds(candidate, operator, plain));
    }

    private static List<?> candidates(FieldPath field, Map<String, @Nullable Object> metadata) {
        Object value = value(field, metadata);
        return value instanceof List<?> list ? list : Arrays.asList(value);
    }

    private static boolean isList(FieldPath field, Map<String, @Nullable Object> metadata) {
        return value(field, metadata) instanceof List<?>;
    }

    private static @Nullable Object value(FieldPath field, Map<String, @Nullable Object> metadata) {
        Object value = metadata;
        for (String key : field.keys()) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    private static Object plain(Literal literal) {
        return switch (literal) {
            case Literal.OfString text -> text.value();
            case Literal.OfLong number -> number.value();
            case Literal.OfDouble number -> number.value();
            case Literal.OfBoolean flag -> flag.value();
        };
    }

    private static boolean holds(@Nullable Object value, ComparisonOperator operator, Object literal) {
        int order;
        if (value instanceof Number left && literal instanceof Number right) {
            order = exact(left).compareTo(exact(right));
        } else if (value instanceof String left && literal instanceof String right) {
            order = Arrays.compare(
                    left.codePoints().toArray(), right.codePoints().toArray());
        } else if (value instanceof Boolean left && literal instanceof Boolean right) {
            order = left.compareTo(right);
        } else {
            return false;
        }
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
