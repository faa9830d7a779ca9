package io.vecstore.bench.data;

/**
 * {@code low <= field < high}, in the terms of {@link Labels}. Each system says it in its own filter language.
 *
 * @param field the name of the metadata field
 */
public record RangeFilter(String field, int low, int high) {

    boolean test(int label) {
        return label >= low && label < high;
    }
}
