package io.vecstore.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.filter.Filter;
import io.vecstore.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalByFilterTest {

    private static final Embedding EAST = Embedding.from(new float[] {1, 0});

    @TempDir
    Path folder;

    @Test
    void removeAll_knownFilter_removesMatchingSegmentsInOneCommit() {
        try (VecStoreEmbeddingStore store = filled()) {
            long before = sequenceNumber(store);

            store.removeAll(metadataKey("n").isNotEqualTo(3));

            assertThat(idsIn(store)).containsExactlyInAnyOrder("plain", "s3");
            assertThat(sequenceNumber(store)).isEqualTo(before + 1);
        }
    }

    @Test
    void removeAll_filterOfOnesOwn_isAskedForEachSegment() {
        try (VecStoreEmbeddingStore store = filled()) {
            Filter odd = metadata -> metadata instanceof Metadata each && each.getInteger("n") % 2 == 1;

            store.removeAll(odd.and(metadataKey("n").isLessThan(4)));

            assertThat(idsIn(store)).containsExactlyInAnyOrder("plain", "s0", "s2", "s4", "s5");
        }
    }

    private VecStoreEmbeddingStore filled() {
        VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder);
        store.add("plain", EAST);
        for (int i = 0; i < 6; i++) {
            store.add("s" + i, EAST, TextSegment.from("segment", new Metadata().put("n", i)));
        }
        return store;
    }

    private static long sequenceNumber(VecStoreEmbeddingStore store) {
        try (Snapshot snapshot = store.collection().snapshot()) {
            return snapshot.sequenceNumber();
        }
    }

    private static List<String> idsIn(VecStoreEmbeddingStore store) {
        List<String> ids = new ArrayList<>();
        store.collection().forEach(record -> ids.add(record.id()));
        return ids;
    }
}
