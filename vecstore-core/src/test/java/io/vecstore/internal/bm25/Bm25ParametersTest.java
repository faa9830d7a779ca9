package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bm25ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "-0.1,0.5,2,k1",
        "NaN,0.5,2,k1",
        "Infinity,0.5,2,k1",
        "1,-0.1,2,b",
        "1,1.1,2,b",
        "1,NaN,2,b",
        "1,0.5,0.9,phraseBoost",
        "1,0.5,NaN,phraseBoost",
        "1,0.5,Infinity,phraseBoost"
    })
    void constructor_valueOutOfRange_isRefusedByName(float k1, float b, float phraseBoost, String name) {
        assertThatThrownBy(() -> new Bm25Parameters(k1, b, phraseBoost))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("BM25 parameter " + name);
    }
}
