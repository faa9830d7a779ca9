package io.vecstore.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import io.vecstore.VectorRecord;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SegmentConditionTest {

    @Test
    void of_largerThanOursMayBe_isAllRemainder() {
        Filter large = new IsIn(
                "n",
                LongStream.range(0, io.vecstore.filter.Filter.MAX_TERMS + 1L)
                        .boxed()
                        .toList());

        SegmentCondition condition =
                SegmentCondition.of(large.and(metadataKey("n").isNotEqualTo(2)));

        assertThat(condition.stored()).isEqualTo(io.vecstore.filter.Filter.all());
        assertThat(condition.test(record(1))).isTrue();
        assertThat(condition.test(record(2))).isFalse();
        assertThat(condition.test(record(9_999))).isFalse();
    }

    @Test
    void of_knownAndUnknownTogether_leavesOnlyTheUnknownToTest() {
        Filter unknown = metadata -> ((Metadata) metadata).getInteger("n") > 5;

        SegmentCondition condition = SegmentCondition.of(
                metadataKey("n").isLessThan(8).and(unknown).and(metadataKey("n").isNotEqualTo(7)));

        assertThat(condition.stored()).isEqualTo(io.vecstore.filter.Filter.parse("n < 8 AND n != 7"));
        assertThat(condition.test(record(6))).isTrue();
        assertThat(condition.test(record(5))).isFalse();
        assertThat(condition.test(record(7))).isFalse();
    }

    @Test
    void of_dottedKey_isOneKey() {
        assertThat(SegmentCondition.of(metadataKey("a.b").isEqualTo("x")).stored())
                .isEqualTo(io.vecstore.filter.Filter.parse("\"a.b\" = 'x'"));
    }

    private static VectorRecord record(int n) {
        return SegmentRecords.toRecord(
                "id", Embedding.from(new float[] {1}), TextSegment.from("text", new Metadata().put("n", n)));
    }
}
