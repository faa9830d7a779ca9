package io.vecstore.embeddings.runtime;

import ai.onnxruntime.OrtEnvironment;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The program that {@link OnnxRouteIT} runs in JVMs of its own: prints the route taken and some vectors. */
final class RouteProbe {
    static final List<String> TEXTS = List.of("hello world", "", "another library was here first ".repeat(20));

    private RouteProbe() {}

    /** With an argument, an OrtEnvironment is made before vecstore is touched; without, after. */
    public static void main(String[] arguments) {
        try {
            probe(arguments);
        } catch (EmbeddingException e) {
            System.out.println(e.code() + ": " + e.getMessage());
        }
    }

    private static void probe(String... arguments) {
        List<String> lines = new ArrayList<>();
        if (arguments.length > 0) {
            lines.add("version " + OrtEnvironment.getEnvironment().getVersion());
        }
        lines.add(0, "route " + OnnxRoute.decide());
        try (OnnxEmbedder embedder = OnnxEmbedder.miniLm()) {
            for (float[] vector : embedder.embedAll(TEXTS)) {
                lines.add(toHex(vector));
            }
        }
        if (arguments.length == 0) {
            lines.add(1, "version " + OrtEnvironment.getEnvironment().getVersion());
        }
        lines.forEach(System.out::println);
    }

    private static String toHex(float[] vector) {
        StringBuilder hex = new StringBuilder();
        for (float v : vector) {
            hex.append(HexFormat.of().toHexDigits(Float.floatToIntBits(v)));
        }
        return hex.toString();
    }

    static float[] parse(String hex) {
        float[] vector = new float[hex.length() / 8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(HexFormat.fromHexDigits(hex, 8 * i, 8 * i + 8));
        }
        return vector;
    }
}
