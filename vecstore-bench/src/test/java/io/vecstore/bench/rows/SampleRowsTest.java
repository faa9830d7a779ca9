package io.vecstore.bench.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRowsTest {

    private final SampleRows rows = new SampleRows(1_000, 8, 5);

    @Test
    void row_sameSeed_isTheSame() {
        SampleRow row = rows.row(7);
        SampleRow again = new SampleRows(1_000, 8, 5).row(7);

        assertThat(again.text()).isEqualTo(row.text());
        assertThat(again.vector()).containsExactly(row.vector());
        assertThat(again.fields()).isEqualTo(row.fields());
        assertThat(rows.row(8).text()).isNotEqualTo(row.text());
        assertThat(new SampleRows(1_000, 8, 6).row(7).text()).isNotEqualTo(row.text());
    }

    @Test
    void row_text_hasFiveHundredCharactersOfFewFrequentAndManyRareWords() {
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < 1_000; number++) {
            String text = rows.row(number).text();
            assertThat(text).hasSizeBetween(SampleRows.TEXT_LENGTH, SampleRows.TEXT_LENGTH + 13);
            for (String word : text.split("[ .]+", -1)) {
                counts.merge(word, 1, Integer::sum);
            }
        }

        assertThat(counts.values().stream().mapToInt(count -> count).max().orElseThrow())
                .isGreaterThan(2_000);
        assertThat(counts.values().stream().filter(count -> count < 3).count()).isGreaterThan(5_000);
    }

    @Test
    void toRecord_holdsAllParts() {
        SampleRow row = rows.row(3);

        assertThat(row.toRecord().id()).isEqualTo("r3");
        assertThat(row.toRecord().vector())
                .hasValueSatisfying(vector -> assertThat(vector).containsExactly(row.vector()));
        assertThat(row.toRecord().text()).contains(row.text());
        assertThat(row.toRecord().metadata().keys())
                .containsExactly("category", "source", "year", "rating", "reviewed");
        assertThat(ByteBuffer.wrap(row.vectorBytes())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat(4))
                .isEqualTo(row.vector()[1]);
    }
}
