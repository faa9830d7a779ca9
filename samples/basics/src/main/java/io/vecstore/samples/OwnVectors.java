package io.vecstore.samples;

import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.VecStore;
import io.vecstore.VectorRecord;
import io.vecstore.filter.Filter;
import java.nio.file.Path;
import java.util.List;

/** Stores vectors that come from elsewhere, and searches them. Argument: database. */
public final class OwnVectors {

    private OwnVectors() {}

    public static void main(String[] args) {
        try (VecStore store = VecStore.open(Path.of(args[0]))) {
            store.collection()
                    .upsert(List.of(
                            color("tomato", 2024, 1, 0.39f, 0.28f),
                            color("salmon", 2025, 0.98f, 0.5f, 0.45f),
                            color("teal", 2025, 0, 0.5f, 0.5f)));

            SearchRequest request = SearchRequest.builder()
                    .vector(new float[] {1, 0.2f, 0.2f})
                    .filter(Filter.ge("year", 2025))
                    .topK(2)
                    .build();
            store.collection()
                    .search(request)
                    .hits()
                    .forEach(hit -> System.out.printf("%s %.3f%n", hit.record().id(), hit.score()));
        }
    }

    private static VectorRecord color(String id, int year, float red, float green, float blue) {
        return VectorRecord.builder(id)
                .vector(new float[] {red, green, blue})
                .metadata(Metadata.of("year", year))
                .build();
    }
}
