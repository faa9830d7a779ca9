package io.vecstore.filter;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FilterEvaluatorTest {
    private static final Path TABLE = Path.of("src/main/java/io/vecstore/filter/package-info.java");
    private static final int TABLE_ROWS = 13;

    private static List<List<String>> table() throws IOException {
        return Files.readString(TABLE)
                .lines()
                .dropWhile(line -> !line.startsWith(" * metadata "))
                .takeWhile(line -> line.contains("|"))
                .map(line -> Arrays.stream(line.substring(line.indexOf('*') + 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .collect(toList());
    }

    static Stream<List<String>> rows() throws IOException {
        return table().stream().skip(1);
    }

    @Test
    void table_documented_isComplete() throws IOException {
        assertThat(table()).hasSize(1 + TABLE_ROWS).allMatch(row -> row.size() == 10);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void test_documentedRow_holds(List<String> row) throws IOException {
        var metadata = Metadata.parse(row.getFirst());
        List<String> filters = table().getFirst();
        for (int column = 1; column < filters.size(); column++) {
            String filter = filters.get(column);
            assertThat(FilterEvaluator.test(Filter.parse(filter), metadata))
                    .as("%s on %s", filter, row.getFirst())
                    .isEqualTo(Map.of("yes", true, "no", false).get(row.get(column)));
        }
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
        return !(filter instanceof Filter.Comparison comparison)
                || oracle(comparison.field(), comparison.operator(), comparison.value(), metadata);
    }

    private static boolean oracle(
            FieldPath field, ComparisonOperator operator, Literal literal, Map<String, @Nullable Object> metadata) {
        if (operator == ComparisonOperator.NE) {
            return !oracle(field, ComparisonOperator.EQ, literal, metadata);
        }
        Object value = metadata;
        for (String key : field.keys()) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        Object plain = plain(literal);
        List<?> candidates = value instanceof List<?> list ? list : Arrays.asList(value);
        return candidates.stream().anyMatch(candidate -> holds(candidate, operator, plain));
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
