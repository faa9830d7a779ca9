package io.vecstore.chat.library;

import java.util.Optional;

/** What the page is told about the documents while it is open. */
public sealed interface News {

    /** The kind, as the page knows it. */
    String kind();

    /** Where a file is on its way. */
    enum FileState {
        QUEUED,
        PARSING,
        EMBEDDING,
        INDEXED,
        FAILED
    }

    /**
     * A file has come to another state.
     *
     * @param name for people
     * @param reason why it failed and what to do, empty otherwise
     */
    record FileNews(String name, FileState state, String reason) implements News {
        @Override
        public String kind() {
            return "file";
        }
    }

    /**
     * How far the sync of a folder is.
     *
     * @param folder for people
     * @param running whether it goes on
     * @param chunksPerSecond over its whole time
     * @param remainingSeconds at the rate so far; empty until that can be said
     */
    record SyncNews(
            String folder,
            boolean running,
            int filesDone,
            int filesTotal,
            double chunksPerSecond,
            Optional<Long> remainingSeconds)
            implements News {
        @Override
        public String kind() {
            return "sync";
        }
    }

    /** The list of documents is another one now. */
    record DocumentsChanged() implements News {
        @Override
        public String kind() {
            return "documents";
        }
    }

    /** Something is wrong that concerns everything; the message says what to do. */
    record Problem(String message) implements News {
        @Override
        public String kind() {
            return "problem";
        }
    }
}
