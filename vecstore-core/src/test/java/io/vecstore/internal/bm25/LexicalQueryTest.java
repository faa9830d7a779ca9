package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.analysis.Analyzer;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.bm25.LexicalQuery.Phrase;
import io.vecstore.internal.bm25.LexicalQuery.PhraseTerm;
import io.vecstore.internal.bm25.LexicalQuery.QueryTerm;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LexicalQueryTest {

    @Test
    void parse_repeatedWords_areCounted() {
        assertThat(parse("cats and dogs and a cat").terms())
                .containsExactly(new QueryTerm("cat", 2), new QueryTerm("dog", 1));
    }

    @Test
    void parse_quotedWords_arePhraseAndTerms() {
        LexicalQuery query = parse("old \"State of the Art\" maps");
        assertThat(query.terms()).extracting(QueryTerm::term).containsExactly("old", "state", "art", "map");
        assertThat(query.phrases())
                .containsExactly(
                        new Phrase("State of the Art", List.of(new PhraseTerm("state", 0), new PhraseTerm("art", 3))));
    }

    @Test
    void parse_phraseThatStartsWithAStopWord_countsFromItsFirstTerm() {
        assertThat(parse("\"the big cat\"").phrases().getFirst().terms())
                .containsExactly(new PhraseTerm("big", 0), new PhraseTerm("cat", 1));
    }

    @Test
    void parse_unpairedQuote_meansNothing() {
        LexicalQuery query = parse("a 5\" disk");
        assertThat(query.phrases()).isEmpty();
        assertThat(query.terms()).extracting(QueryTerm::term).containsExactly("5", "disk");
        assertThat(parse("\"one two\" \"three").phrases()).hasSize(1);
    }

    @Test
    void parse_nothingToSearch_isEmpty() {
        assertThat(parse("")).isEqualTo(new LexicalQuery(List.of(), List.of()));
        assertThat(parse("\"\" \"the of\" ...")).isEqualTo(new LexicalQuery(List.of(), List.of()));
    }

    @Test
    void parse_tooManyWords_isRefusedWithBothNumbers() {
        String text = IntStream.range(0, 5000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("5000")
                .hasMessageContaining("4096");
    }

    private static LexicalQuery parse(String text) {
        return LexicalQuery.parse(text, Analyzer.english());
    }
}
