package io.vecstore.embeddings.runtime;

import ai.djl.engine.Engine;
import io.vecstore.embeddings.runtime.OnnxSession.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * DJL's OnnxRuntime engine insists on creating the process-wide OrtEnvironment with a thread pool of its own
 * and fails for good if one exists: `Tried to specify the thread pool when creating an OrtEnvironment, but one
 * already exists`. Starting it is therefore the test, and the only one without a race: whoever creates the
 * environment between a look and the start would break a decision made by looking.
 */
/** Decides once per JVM by which route sessions are opened, and starts DJL's engine on the way. */
final class OnnxRoute {
    private static final Logger log = LoggerFactory.getLogger(OnnxRoute.class);

    private OnnxRoute() {}

    static Route decide() {
        return Decision.ROUTE;
    }

    /** Initialised on first use, by one thread. */
    private static final class Decision {
        static final Route ROUTE = startDjl();
    }

    private static Route startDjl() {
        DjlSwitches.apply();
        try {
            NativeCache.starting(() -> Engine.getEngine(DjlOnnxSession.ENGINE));
            return Route.DJL;
        } catch (LinkageError | RuntimeException e) {
            if (environmentExisted(e)) {
                log.debug("An OrtEnvironment exists already, so ONNX Runtime is used without DJL");
            } else {
                log.warn(
                        "DJL's OnnxRuntime engine does not start, so ONNX Runtime is used without it: {}",
                        SessionFailures.rootOf(e).toString());
                log.debug("Why DJL's engine does not start", e);
            }
            return Route.DIRECT;
        }
    }

    private static boolean environmentExisted(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).contains("one already exists")) {
                return true;
            }
        }
        return false;
    }
}
