package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Test
    void parse_dotsOutsideQuotes_nest() {
        assertThat(FieldPath.parse("author.name").keys()).containsExactly("author", "name");
        assertThat(FieldPath.parse("\"dc.title\".lang").keys()).containsExactly("dc.title", "lang");
        assertThat(FieldPath.parse("`a``b`.\"c\"\"d\"").keys()).containsExactly("a`b", "c\"d");
        assertThat(FieldPath.parse("two words").keys()).containsExactly("two words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "\"a", "\"a\"b", "a\"b", "``", "a.\"\""})
    void parse_malformed_isRefused(String text) {
        assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void toString_anyKeys_parsesBack() {
        for (var path : List.of(
                FieldPath.of("a"),
                FieldPath.of("a.b", "c\"d", "e`f"),
                FieldPath.of("1st", " "),
                FieldPath.of("größe", "\ud83d\ude00"))) {
            assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
        }
        assertThat(FieldPath.of("a", "b.c")).hasToString("a.\"b.c\"");
    }

    @Test
    void new_keysOverLimits_isRefused() {
        var tooMany = Collections.nCopies(Metadata.MAX_DEPTH + 1, "k");
        assertThatThrownBy(() -> new FieldPath(tooMany))
                .hasMessageContaining("32")
                .hasMessageContaining("33");
        assertThatThrownBy(() -> FieldPath.of("k".repeat(FieldPath.MAX_KEY_LENGTH + 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("513");
        assertThatThrownBy(() -> FieldPath.of("bad\ud800")).hasMessageContaining("surrogate");
    }
}
