package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.VecStoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that stores texts, and keeps them in memory, until its heap is exhausted; says what was acknowledged. */
public final class OutOfMemoryChild {

    private static final String REFUSED = "refused ";
    private static int textLength = 200_000;

    private OutOfMemoryChild() {}

    /**
     * How a child ended.
     *
     * @param acknowledged how many records it had stored
     * @param failure the code of the {@link VecStoreException}, or the class of what else it met
     */
    public record Outcome(int acknowledged, String failure) {}

    /** Runs a child to its end. */
    public static Outcome run(Path folder, String heap) throws IOException, InterruptedException {
        Process child = ChildJvm.start(OutOfMemoryChild.class, heap, folder.toString());
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().toList();
            String last = lines.getLast();
            return new Outcome(lines.size() - 1, last.substring(Math.min(last.length(), REFUSED.length())));
        } finally {
            child.waitFor();
        }
    }

    /** All that was acknowledged is there, and no more than the one record that failed besides. */
    public static void check(Path folder, Outcome outcome) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.collection(Workload.COLLECTION);
            assertThat(collection.count()).isBetween((long) outcome.acknowledged(), outcome.acknowledged() + 1L);
            for (int number = 0; number < outcome.acknowledged(); number++) {
                assertThat(collection.get("id" + number).orElseThrow().text().orElseThrow())
                        .startsWith("word" + number + " ");
            }
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    /** Not even its own texts may be what the heap has no room for: that would be no failure of the store. */
    private static VectorRecord record(int number) {
        while (true) {
            try {
                return VectorRecord.builder("id" + number).text(text(number)).build();
            } catch (OutOfMemoryError mine) {
                textLength /= 2;
            }
        }
    }

    private static String text(int number) {
        return ("word" + number + " ").repeat(textLength / 8);
    }

    public static void main(String[] arguments) {
        DatabaseOptions options =
                DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(1L << 30);
        try (VecDatabase database = VecDatabase.open(Path.of(arguments[0]), options)) {
            VectorCollection collection = database.createCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
            for (int number = 0; ; number++) {
                VectorRecord record = record(number);
                collection.upsert(record);
                ChildJvm.say(number);
            }
        } catch (VecStoreException refused) {
            ChildJvm.say(REFUSED + refused.code());
        } catch (Throwable untyped) {
            ChildJvm.say(REFUSED + untyped.getClass().getName());
        }
    }
}
