package io.vecstore.langchain4j;

import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.logical.And;
import io.vecstore.VectorRecord;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.FilterEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a langchain4j filter asks of a record: both parts have to hold.
 *
 * @param stored the part that vecstore's filters can say; the engine evaluates it
 * @param rest the remainder, asked of each record that passed the first part
 */
record SegmentCondition(io.vecstore.filter.Filter stored, Predicate<VectorRecord> rest) {

    private static final SegmentCondition NONE = new SegmentCondition(io.vecstore.filter.Filter.all(), _ -> true);

    /**
     * The condition of a filter; everything passes where there is none. A filter is about the metadata of a segment:
     * a record without text has no segment and passes no filter.
     */
    static SegmentCondition of(@Nullable Filter filter) {
        if (filter == null) {
            return NONE;
        }
        try {
            return split(filter);
        } catch (InvalidRequestException beyondLimits) {
            // vecstore bounds the size of a filter and langchain4j does not: such a one is all remainder.
            return new SegmentCondition(io.vecstore.filter.Filter.all(), passing(List.of(filter)));
        }
    }

    /** Whether a record passes both parts. */
    boolean test(VectorRecord record) {
        return FilterEvaluator.test(stored, record.metadata()) && rest.test(record);
    }

    private static SegmentCondition split(Filter filter) {
        List<io.vecstore.filter.Filter> stored = new ArrayList<>();
        List<Filter> rest = new ArrayList<>();
        for (Filter operand : FilterTranslator.operands(filter, And.class, And::left, And::right)) {
            Optional<io.vecstore.filter.Filter> translated = FilterTranslator.translate(operand);
            translated.ifPresentOrElse(stored::add, () -> rest.add(operand));
        }
        return new SegmentCondition(io.vecstore.filter.Filter.and(stored), passing(rest));
    }

    private static Predicate<VectorRecord> passing(List<Filter> filters) {
        if (filters.isEmpty()) {
            return SegmentRecords::hasSegment;
        }
        return record -> SegmentRecords.segment(record)
                .filter(segment -> filters.stream().allMatch(filter -> filter.test(segment.metadata())))
                .isPresent();
    }
}
