package io.vecstore.embeddings.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;

/** The options of every session, the same on both routes. */
final class SessionOptionsFactory {
    private SessionOptionsFactory() {}

    /**
     * One thread per run: with N callers over one session this is as fast as N threads inside one run for
     * long texts and faster for short ones, and no idle pool spins. The runtime's own messages on the
     * console are off: warnings about a graph are not for users of the model, and errors are thrown.
     */
    static SessionOptions create() throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return options;
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }
}
