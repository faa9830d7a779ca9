package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Document;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.testkit.HashEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process while it syncs a folder that changes from cycle to cycle. What it has said to be committed is there,
 * the store is sound, and the next sync makes it like the folder, as if nothing had happened.
 */
class SyncCrashIT {
    private static final int CYCLES = Integer.getInteger("vecstore.crash.cycles", 30);
    private static final long SEED = Long.getLong("vecstore.crash.seed", 20261120);
    private static final int FILES = 100;

    @TempDir
    Path temp;

    private final Random random = new Random(SEED);
    private TestFolder docs;
    private Path database;

    /** What a killed child has said. */
    private record Said(List<String> commits, boolean finished) {}

    @Test
    void sync_killedAtAnyMoment_losesNothingAndDoublesNothing() throws Exception {
        System.out.println("SyncCrashIT seed " + SEED + ", " + CYCLES + " cycles");
        docs = new TestFolder(temp.resolve("docs"));
        database = temp.resolve("db");
        int midway = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            changeFolder();
            Said said = runAndKill(20 + random.nextInt(581));
            midway += said.finished() || said.commits().isEmpty() ? 0 : 1;
            if (Files.exists(database)) {
                assertThat(VecDatabase.doctor(database).damages())
                        .as("seed %d, cycle %d", SEED, cycle)
                        .isEmpty();
                checkAndSync(said, "seed " + SEED + ", cycle " + cycle);
            }
        }
        System.out.println("SyncCrashIT: " + midway + " of " + CYCLES + " were killed between two commits");
        assertThat(midway).isPositive();
    }

    private void checkAndSync(Said said, String where) {
        HashEmbedder embedder = new HashEmbedder();
        try (RagPipeline pipeline =
                RagPipeline.builder().database(database).embedder(embedder).build()) {
            StoreCheck.assertConsistent(pipeline.collection(), embedder);
            for (String commit : said.commits()) {
                assertCommitted(pipeline.collection(), commit, where);
            }
            assertThat(pipeline.sync(docs.root(), SyncOptions.DEFAULT.withForce(true))
                            .failed())
                    .as(where)
                    .isEmpty();
            StoreCheck.assertConsistent(pipeline.collection(), embedder);
            assertThat(StoreCheck.chunks(pipeline.collection())).as(where).isEqualTo(freshSync());
        }
    }

    private void assertCommitted(VectorCollection collection, String commit, String where) {
        String path = commit.substring(commit.indexOf(' ') + 1);
        Optional<Document> document = collection.document(docs.root().toUri() + "#" + path);
        if (commit.startsWith(FileOutcome.DELETED.name())) {
            assertThat(document).as("%s: %s", where, commit).isEmpty();
        } else {
            assertThat(document.flatMap(each -> each.metadata().string("hash")))
                    .as("%s: %s", where, commit)
                    .hasValue(sha256(docs.path(path)));
        }
    }

    /** The chunks of a store that has seen nothing but the folder as it is. */
    private Map<String, String> freshSync() {
        DatabaseOptions quick = DatabaseOptions.DEFAULT.withDurability(Durability.os());
        try (VecStore store =
                        VecStore.open(temp.resolve("fresh" + random.nextLong()), CollectionOptions.DEFAULT, quick);
                RagPipeline fresh = RagPipeline.builder()
                        .collection(store.collection())
                        .embedder(new HashEmbedder())
                        .build()) {
            fresh.sync(docs.root());
            return StoreCheck.chunks(store.collection());
        }
    }

    private void changeFolder() throws IOException {
        List<String> present = new ArrayList<>();
        try (Stream<Path> files = Files.walk(docs.root())) {
            files.filter(Files::isRegularFile)
                    .map(file -> docs.root().relativize(file).toString())
                    .sorted()
                    .forEach(present::add);
        }
        for (String path : present) {
            switch (random.nextInt(10)) {
                case 0 -> docs.delete(path);
                case 1 -> docs.move(path, "moved" + random.nextInt(5) + "/" + random.nextInt(1 << 30) + ".md");
                case 2, 3, 4 -> docs.write(path, text());
                case 5 -> docs.touch(path);
                default -> {}
            }
        }
        for (int i = present.size(); i < FILES; i++) {
            docs.write("f" + random.nextInt(8) + "/" + random.nextInt(1 << 30) + ".md", text());
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("# Heading " + random.nextInt(100));
        for (int paragraph = random.nextInt(6); paragraph >= 0; paragraph--) {
            text.append("\n\n");
            for (int word = 20 + random.nextInt(100); word > 0; word--) {
                text.append("word").append(random.nextInt(500)).append(' ');
            }
            text.append("end.");
        }
        return text.append('\n').toString();
    }

    private Said runAndKill(int afterMillis) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyncCrashChild.class.getName(),
                        docs.root().toString(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo(SyncCrashChild.STARTED);
            if (random.nextInt(4) > 0) {
                lines.add(out.readLine()); // mostly the clock runs from the first commit, else from the start
            }
            Thread killer = Thread.ofPlatform().start(() -> kill(child, afterMillis));
            out.lines().forEach(lines::add);
            killer.join();
        }
        child.waitFor();
        boolean finished = lines.remove(SyncCrashChild.FINISHED);
        return new Said(lines, finished);
    }

    private static void kill(Process child, int afterMillis) {
        try {
            if (!child.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
                child.toHandle().destroyForcibly(); // Process.destroyForcibly closes what is still to be read
            }
        } catch (InterruptedException stop) {
            child.toHandle().destroyForcibly();
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
