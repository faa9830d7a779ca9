package io.vecstore.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO EVIDENCE      | true  | ''
            NO EVIDENCE.     | true  | ''
            ''               | true  | ''
            NO EV            | false | NO EV
            NO EVIDENCE here | false | NO EVIDENCE here
            Yes [1]          | false | Yes [1]
            """)
    void finishedAsPhrase_anyText_isItselfOrPassedOn(String text, boolean phrase, String passed) {
        StringBuilder out = new StringBuilder();
        Opening opening = new Opening("NO EVIDENCE", out::append);
        text.chars().forEach(c -> opening.accept(String.valueOf((char) c)));

        assertThat(opening.finishedAsPhrase()).isEqualTo(phrase);
        assertThat(out.toString()).isEqualTo(passed);
    }
}
