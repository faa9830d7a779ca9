package io.vecstore.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.error.VecStoreException;
import io.vecstore.testkit.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feeds the filter parser what nobody would write; {@code vecstore.fuzz.filters} says how much of it. */
class FilterFuzzTest {

    private static final long SEED = Long.getLong("vecstore.seed", 43);
    private static final int FILTERS = Integer.getInteger("vecstore.fuzz.filters", 20_000);
    private static final List<String> PARTS = List.of(
            "a",
            "'b'",
            "\"c d\"",
            "1",
            "-2.5e300",
            "null",
            "true",
            "and",
            "or",
            "not",
            "in",
            "=",
            "!=",
            "<",
            ">=",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "'",
            "\"",
            "\\",
            " ",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "\uD800",
            "is",
            "exists",
            "contains");

    private final Random random = new Random(SEED);

    @Test
    void text_ofAnyKind_isAFilterOrATypedError() {
        System.out.println("FilterFuzzTest seed " + SEED);
        int parsed = 0;
        for (int i = 0; i < FILTERS; i++) {
            String text = i % 2 == 0 ? parts() : mutated();
            try {
                Filter filter = Filter.parse(text);
                assertThat(Filter.parse(FilterPrinter.print(filter))).isEqualTo(filter);
                parsed++;
            } catch (VecStoreException expected) {
                assertThat(expected.code()).isIn("filter_syntax", "invalid_request");
            } catch (RuntimeException | Error untyped) {
                throw new AssertionError("seed " + SEED + ": " + text, untyped);
            }
        }
        assertThat(parsed).isPositive();
    }

    private String parts() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private String mutated() {
        byte[] good = "year >= 2020 and (lang = 'en' or not tags in ['x', 'y']) and a.b != -1.5"
                .getBytes(StandardCharsets.UTF_8);
        return new String(Mutation.of(good, random), StandardCharsets.UTF_8);
    }
}
