package io.vecstore.embeddings.runtime;

/** System properties that DJL reads when it starts. A value that the application has set stays. */
final class DjlSwitches {
    private DjlSwitches() {}

    /** To be called before any class of DJL is used; calling it again does nothing. */
    static void apply() {
        // No downloads, and no request to the tracking and instance-metadata addresses at start. It
        // also settles for the CPU's tokenizer library where there is a GPU.
        setDefault("ai.djl.offline", "true");
        setDefault("OPT_OUT_TRACKING", "true");
        // No second engine for array maths, which we do in Java: it would load PyTorch or Rust kernels,
        // look for CUDA through a child process and warn that there is none.
        setDefault("ai.djl.onnx.disable_alternative", "true");
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
