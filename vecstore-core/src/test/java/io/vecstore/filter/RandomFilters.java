package io.vecstore.filter;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random filters and metadata over so few fields and values that they meet often. */
public final class RandomFilters {
    private static final List<FieldPath> FIELDS = List.of(
            FieldPath.of("a"),
            FieldPath.of("b"),
            FieldPath.of("a", "b"),
            FieldPath.of("a.b"),
            FieldPath.of("not"),
            FieldPath.of("q\"uo`te ", "1"),
            FieldPath.of("größe"));
    private static final List<Object> VALUES = List.of(
            0L,
            1L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            (1L << 53) + 1,
            0.0,
            -0.0,
            1.0,
            0.5,
            -1.5e-300,
            0x1p53,
            0x1p63,
            -0x1p63,
            "",
            "a",
            "it's",
            "\uffff",
            "\ud83d\ude00",
            "a b\n",
            "a%b_",
            true,
            false);

    /** Prefixes, parts and patterns of the strings above. */
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "it",
            "'",
            " b",
            "\n",
            "%",
            "_",
            "a%",
            "%b_",
            "i_'%",
            "\\%",
            "a\\%b%",
            "\ud83d\ude00",
            "_\n",
            "\uffff");

    private final Random random;

    public RandomFilters(Random random) {
        this.random = random;
    }

    public Filter filter(int depth) {
        return switch (random.nextInt(depth <= 1 ? 6 : 10)) {
            case 0 -> random.nextInt(5) == 0 ? Filter.all() : comparison();
            case 1, 2 -> comparison();
            case 3 -> new Filter.In(pick(FIELDS), some(1, () -> Literal.of(pick(VALUES))));
            case 4 -> random.nextBoolean() ? between() : new Filter.IsNull(pick(FIELDS));
            case 5 -> textMatch();
            case 6, 7 -> new Filter.And(some(2, () -> filter(depth - 1)));
            case 8 -> new Filter.Or(some(2, () -> filter(depth - 1)));
            default -> new Filter.Not(filter(depth - 1));
        };
    }

    private Filter between() {
        var low = Literal.of(pick(VALUES));
        var high = Literal.of(pick(VALUES));
        return Values.areOrdered(low, high) ? new Filter.Between(pick(FIELDS), low, high) : comparison();
    }

    private Filter textMatch() {
        return new Filter.TextMatch(pick(FIELDS), pick(List.of(TextOperator.values())), pick(TEXTS));
    }

    private Filter comparison() {
        var literal = Literal.of(pick(VALUES));
        var operators = literal instanceof Literal.OfBoolean
                ? List.of(ComparisonOperator.EQ, ComparisonOperator.NE)
                : List.of(ComparisonOperator.values());
        return new Filter.Comparison(pick(FIELDS), pick(operators), literal);
    }

    public Metadata metadata() {
        return Metadata.from(object(2));
    }

    private Map<String, @Nullable Object> object(int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (FieldPath field : FIELDS) {
            if (random.nextInt(4) > 0) {
                object.put(pick(field.keys()), value(depth));
            }
        }
        return object;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> depth > 0 ? Arrays.asList(value(depth - 1), value(depth - 1)) : List.of();
            case 2 -> depth > 0 ? object(depth - 1) : null;
            default -> pick(VALUES);
        };
    }

    private <T> List<T> some(int atLeast, Supplier<T> supplier) {
        var list = new ArrayList<T>();
        for (int i = atLeast + random.nextInt(3); i > 0; i--) {
            list.add(supplier.get());
        }
        return list;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
