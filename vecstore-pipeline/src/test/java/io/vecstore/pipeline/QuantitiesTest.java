package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How long does a defrost take?                | true
            Below which supply voltage is it reported?   | true
            What does the Tarn Hub cost?                 | true
            What is the largest correction?              | true
            How do I reset the alarm?                    | false
            Who may remove a padlock?                    | false
            Wie lange dauert es?                         | false
            """)
    void areAskedFor_question_isKnownByItsWords(String question, boolean quantity) {
        assertThat(Quantities.areAskedFor(question)).isEqualTo(quantity);
    }

    @Test
    void areIn_sentence_takesDigitsAndWords() {
        assertThat(Quantities.areIn("below 19 V")).isTrue();
        assertThat(Quantities.areIn("Press it twice.")).isTrue();
        assertThat(Quantities.areIn("Someone is often there.")).isFalse();
    }
}
