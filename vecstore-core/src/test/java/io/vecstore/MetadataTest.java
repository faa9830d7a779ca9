package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @Test
    void from_narrowNumbers_widens() {
        var source = Map.of("i", 1, "s", (short) 2, "b", (byte) 3, "f", 0.5f);

        assertThat(Metadata.from(source).asMap()).isEqualTo(Map.of("i", 1L, "s", 2L, "b", 3L, "f", 0.5));
    }

    @Test
    void from_laterChangeOfSource_isNotSeen() {
        var tags = new ArrayList<>(List.of("a"));
        var metadata = Metadata.of("tags", tags);
        tags.add("b");

        assertThat(metadata.value("tags")).contains(List.of("a"));
        assertThatThrownBy(() -> metadata.asMap().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void from_unusableValue_isRefusedNamingTheKey() {
        var bad = List.of(Double.NaN, Float.POSITIVE_INFINITY, BigDecimal.ONE, 'c', new int[0], "x\udc00");
        for (Object value : bad) {
            assertThatThrownBy(() -> Metadata.of("outer", Map.of("in.ner", List.of(1, value))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("outer.\"in.ner\"[1]");
        }
        assertThatThrownBy(() -> Metadata.of("outer", Map.of(1, 2))).hasMessageContaining("outer");
        assertThatThrownBy(() -> Metadata.of("", 2)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void from_limits_areEnforced() {
        assertThatThrownBy(() -> Metadata.of("list", Collections.nCopies(10_000, 1)))
                .hasMessageContaining("10000 values");
        assertThatThrownBy(() -> Metadata.of("k", "x".repeat(Metadata.MAX_TEXT_LENGTH)))
                .hasMessageContaining("1048576");
        var cyclic = new ArrayList<Object>();
        cyclic.add(cyclic);
        assertThatThrownBy(() -> Metadata.of("loop", cyclic)).hasMessageContaining("deeper than 32");
    }

    @Test
    void toBytes_largestAllowed_readsBack() {
        var worst = Metadata.of("k", "\u0001".repeat(Metadata.MAX_TEXT_LENGTH - 1));
        assertThat(Metadata.fromBytes(worst.toBytes())).isEqualTo(worst);
        var deepest = Metadata.of("root", nested(Metadata.MAX_DEPTH - 1));
        assertThat(Metadata.fromBytes(deepest.toBytes())).isEqualTo(deepest);
        assertThatThrownBy(() -> Metadata.of("root", nested(Metadata.MAX_DEPTH)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("deeper than 32");
    }

    private static Object nested(int levels) {
        Object nested = "leaf";
        for (int level = 0; level < levels; level++) {
            nested = level % 2 == 0 ? Map.of("k", nested) : Arrays.asList(nested, null);
        }
        return nested;
    }

    @Test
    void parse_numbers_keepsLongAndDoubleApart() {
        var metadata = Metadata.parse("{\"long\": 9223372036854775807, \"double\": 1.0, \"exp\": 1e3, \"zero\": -0.0}");

        assertThat(metadata.asMap())
                .isEqualTo(Map.of("long", Long.MAX_VALUE, "double", 1.0, "exp", 1000.0, "zero", -0.0));
        assertThat(Metadata.parse(metadata.toJson())).isEqualTo(metadata);
        assertThat(Metadata.of("n", 1L)).isNotEqualTo(Metadata.of("n", 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":9223372036854775808}",
                "{\"a\":1e999}",
                "{\"a\":\"\\ud800\"}",
                "{'a':1}",
                "{\"\":1}",
                "{\"a\":1,}"
            })
    void parse_notOneStrictObject_isRefused(String json) {
        assertThatThrownBy(() -> Metadata.parse(json)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void parse_hostileSizes_areRefused() {
        assertThatThrownBy(() -> Metadata.parse("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> Metadata.parse(" ".repeat(Metadata.MAX_JSON_LENGTH + 1)))
                .hasMessageContaining(String.valueOf(Metadata.MAX_JSON_LENGTH));
        assertThatThrownBy(() -> Metadata.fromBytes(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void value_paths_dotAlwaysNests() {
        var metadata = Metadata.parse("{\"a.b\": 1, \"a\": {\"b\": 2, \"none\": null}, \"list\": [{\"b\": 3}]}");

        assertThat(metadata.value("a.b")).contains(2L);
        assertThat(metadata.value("\"a.b\"")).contains(1L);
        assertThat(metadata.value("`a.b`")).contains(1L);
        assertThat(metadata.value("a.b.c")).isEmpty();
        assertThat(metadata.value("list.b")).isEmpty();
        assertThat(metadata.value("a.none")).isEmpty();
        assertThat(metadata.contains("a.none")).isTrue();
        assertThat(metadata.contains("a.other")).isFalse();
        assertThat(metadata.contains("a.b.c")).isFalse();
    }

    @Test
    void typedGetters_rightType_returnTheValue() {
        var metadata = Metadata.parse("{\"s\":\"x\",\"l\":3,\"d\":2.5,\"b\":true}");

        assertThat(metadata.string("s")).contains("x");
        assertThat(metadata.longValue("l")).hasValue(3);
        assertThat(metadata.doubleValue("d")).hasValue(2.5);
        assertThat(metadata.doubleValue("l")).hasValue(3.0);
        assertThat(metadata.booleanValue("b")).contains(true);
        assertThat(metadata.string("none")).isEmpty();
        assertThatThrownBy(() -> metadata.longValue("s"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("\"s\" is a String, not a Long");
        assertThatThrownBy(() -> metadata.longValue("d")).hasMessageContaining("Double");
    }

    @Test
    void with_newAndOldKey_returnsChangedCopy() {
        var one = Metadata.of("a", 1);

        assertThat(one.with("b", null).with("a", 2).asMap())
                .containsEntry("a", 2L)
                .containsEntry("b", null);
        assertThat(one).isEqualTo(Metadata.of("a", 1L));
        assertThatThrownBy(() -> Metadata.of("a", 1, "a", 2)).hasMessageContaining("\"a\"");
        assertThat(Metadata.from(Map.of())).isEqualTo(Metadata.empty()).isEqualTo(Metadata.parse("{}"));
    }

    @Test
    void toBytes_randomObjects_readBackEqual() {
        long seed = Long.getLong("vecstore.seed", 17);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var metadata = Metadata.from(randomObject(random, 0));
            assertThat(Metadata.fromBytes(metadata.toBytes()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(metadata);
        }
    }

    private static Map<String, @Nullable Object> randomObject(Random random, int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put("k" + random.nextInt(100), randomValue(random, depth));
        }
        return object;
    }

    private static @Nullable Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 7 : 5)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 ->
                random.ints(random.nextInt(9), 0, 0xD800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            case 5 -> Arrays.asList(randomValue(random, depth + 1), randomValue(random, depth + 1));
            default -> new HashMap<>(randomObject(random, depth + 1));
        };
    }
}
