package io.vecstore.chat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkFilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            It is so [1].          | It is so [1].
            It is so [4].          | It is so .
            [0][1][3][99999999999] | [1][3]
            both [1, 3; 7]         | both [1][3]
            an array a[i] of [x]   | an array a[i] of [x]
            unclosed [1            | unclosed [1
            nested [[2]]           | nested [[2]]
            """)
    void accept_anyCut_keepsOnlyMarksOfPassages(String written, String expected) {
        for (int cut = 0; cut <= written.length(); cut++) {
            StringBuilder out = new StringBuilder();
            MarkFilter filter = new MarkFilter(3, out::append);
            filter.accept(written.substring(0, cut));
            filter.accept(written.substring(cut));
            filter.finish();
            assertThat(out.toString()).as("cut at " + cut).isEqualTo(expected);
        }
    }
}
