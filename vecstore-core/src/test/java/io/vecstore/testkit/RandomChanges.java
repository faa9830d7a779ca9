package io.vecstore.testkit;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commits that depend on nothing but a seed and their number, so that one process can make them and another one know
 * what they were. Each writes its number into the record {@link #PROGRESS}, beside upserts, deletions and replacements
 * among few ids.
 */
public final class RandomChanges {

    /** The record that every commit replaces; its field {@link #NUMBER} tells how far the collection has come. */
    public static final String PROGRESS = "progress";

    /** The field with the number of the commit that stored a record. */
    public static final String NUMBER = "number";

    public static final int DIMENSION = 5;
    static final List<String> WORDS = List.of("ape", "bee", "cat", "dog", "emu", "fox");
    /** Words of a text that fills several pages of a disk. */
    private static final int LONG_TEXT = 2_500;

    private static final int IDS = 80;
    private static final int DOCUMENTS = 8;

    private final Random random;
    private final long number;

    private RandomChanges(long seed, long number) {
        this.random = new Random(seed * 1_000_003 + number);
        this.number = number;
    }

    /** Commit {@code number}, counted from 1. */
    public static List<Change> commit(long seed, long number) {
        RandomChanges made = new RandomChanges(seed, number);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Upsert(List.of(made.record(PROGRESS, ""))));
        int count = made.random.nextInt(4);
        for (int i = 0; i <= count; i++) {
            changes.add(made.change());
        }
        return changes;
    }

    private Change change() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> new Change.Upsert(List.of(record(id(), "")));
            case 4, 5 -> new Change.Delete(id());
            case 6, 7 -> replace("doc" + random.nextInt(DOCUMENTS));
            case 8 -> new Change.DeleteDocument("doc" + random.nextInt(DOCUMENTS));
            default -> {
                String twice = id();
                yield new Change.Upsert(List.of(record(twice, ""), record(id(), ""), record(twice, "")));
            }
        };
    }

    private String id() {
        return "id" + random.nextInt(IDS);
    }

    private Change replace(String id) {
        List<VectorRecord> chunks = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            chunks.add(record(id + "#" + i, id));
        }
        return new Change.Replace(new Document(id, "text " + number, Metadata.of(NUMBER, number)), chunks);
    }

    private VectorRecord record(String id, String documentId) {
        VectorRecord.Builder builder = VectorRecord.builder(id).text(text()).metadata(Metadata.of(NUMBER, number));
        if (random.nextInt(10) > 0) {
            builder.vector(vector(random));
        }
        if (!documentId.isEmpty()) {
            builder.documentId(documentId);
        }
        return builder.build();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(20) == 0 ? LONG_TEXT : random.nextInt(6);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }

    static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
