package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand records, replaced over and over; {@code vecstore.updates} says how often, a million in the full form. */
class UpdatesIT {

    private static final long SEED = Long.getLong("vecstore.seed", 53);
    private static final int UPDATES = Integer.getInteger("vecstore.updates", 40_000);
    private static final int IDS = 1_000;
    private static final int DIMENSION = 24;
    private static final int QUERIES = 100;
    private static final int MEM_TABLE_BYTES = 1 << 20;
    /** Times the live size: the writer merges from three on, to which come two flushes and the output of one merge. */
    private static final int MAX_PEAK = 6;
    /** In memory tables: one that is flushed and one that is written to, each of up to four times its size. */
    private static final int MAX_LOG = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void records_replacedOverAndOver_takeLittleMoreSpaceAndAreFoundAsWell() throws IOException {
        System.out.println("UpdatesIT seed " + SEED + ", " + UPDATES + " updates");
        DatabaseOptions options =
                DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(MEM_TABLE_BYTES);
        CollectionOptions indexed = CollectionOptions.DEFAULT.withIndex(IndexOptions.DEFAULT.withMinVectors(200));
        long peak = 0;
        long longestLog = 0;
        try (VecStore store = VecStore.open(folder, indexed, options)) {
            VectorCollection collection = store.collection();
            for (int i = 0; i < UPDATES; i += 50) {
                List<VectorRecord> batch = new ArrayList<>();
                for (int j = 0; j < 50; j++) {
                    batch.add(record("id" + (i < IDS ? i + j : random.nextInt(IDS))));
                }
                collection.upsert(batch);
                peak = Math.max(peak, bytes(folder.resolve("collections")));
                longestLog = Math.max(longestLog, bytes(folder.resolve("wal")));
            }
        }
        try (VecStore store = VecStore.open(folder, indexed, options)) {
            VectorCollection collection = store.collection();
            collection.flush(); // merges what is due, for no other merge is going on
            long churned = bytes(folder);
            double recall = recall(collection);
            collection.compact();
            long live = bytes(folder);
            double fresh = recall(collection);
            System.out.printf(
                    "UpdatesIT: %d bytes, %d live, at most %d and a log of %d, recall %.3f, fresh %.3f%n",
                    churned, live, peak, longestLog, recall, fresh);
            assertThat(collection.count()).isEqualTo(IDS);
            assertThat(churned).isLessThanOrEqualTo(3 * live);
            assertThat(peak).as("live %d bytes", live).isBetween(live / 2, MAX_PEAK * live);
            assertThat(longestLog).isBetween(1L, (long) MAX_LOG * MEM_TABLE_BYTES);
            assertThat(recall).isGreaterThanOrEqualTo(fresh - 0.01);
        }
    }

    private VectorRecord record(String id) {
        return VectorRecord.builder(id)
                .vector(vector())
                .text("text of " + id + " number " + random.nextInt(1_000_000))
                .build();
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private double recall(VectorCollection collection) {
        int found = 0;
        int wanted = 0;
        for (int i = 0; i < QUERIES; i++) {
            SearchRequest.Builder request =
                    SearchRequest.builder().vector(vector()).topK(10);
            Set<String> exact = ids(collection, request.exact(true));
            wanted += exact.size();
            exact.retainAll(ids(collection, request.exact(false)));
            found += exact.size();
        }
        return (double) found / wanted;
    }

    private static Set<String> ids(VectorCollection collection, SearchRequest.Builder request) {
        Set<String> ids = new HashSet<>();
        collection
                .search(request.build())
                .hits()
                .forEach(hit -> ids.add(hit.record().id()));
        return ids;
    }

    /** Of all files that are still there when they are come to; merges delete some meanwhile. */
    private static long bytes(Path folder) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return sum[0];
    }
}
