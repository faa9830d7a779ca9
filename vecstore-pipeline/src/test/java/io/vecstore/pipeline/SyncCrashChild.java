package io.vecstore.pipeline;

import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncStart;
import io.vecstore.testkit.HashEmbedder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that {@link SyncCrashIT} kills: syncs a folder and says at once what is committed. */
final class SyncCrashChild {

    static final String STARTED = "started";
    static final String FINISHED = "finished";

    private SyncCrashChild() {}

    public static void main(String[] arguments) {
        SyncListener telling = new SyncListener() {
            @Override
            public void started(SyncStart start) {
                say(STARTED);
            }

            @Override
            public void fileFinished(String path, FileOutcome outcome) {
                say(outcome + " " + path);
            }
        };
        try (RagPipeline pipeline = RagPipeline.builder()
                .database(Path.of(arguments[1]))
                .embedder(new HashEmbedder())
                .build()) {
            pipeline.sync(Path.of(arguments[0]), SyncOptions.DEFAULT.withListener(telling));
        }
        say(FINISHED);
    }

    /** In one write, so that a line is there whole or not at all. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
