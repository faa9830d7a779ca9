package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DJL's engine and any other user of ONNX Runtime want to be first in a JVM. Whoever is, texts are embedded,
 * with the same vectors, quietly and without a connection.
 */
class OnnxRouteIT {
    private static final int FIRST_VECTOR = 2;

    @TempDir
    Path folder;

    @Test
    void embed_inBothOrders_takesBothRoutesToTheSameVectors() throws Exception {
        List<String> weFirst = runProbe("we");
        List<String> othersFirst = runProbe("others", "environment-first");

        assertThat(weFirst.getFirst()).isEqualTo("route DJL");
        assertThat(othersFirst.getFirst()).isEqualTo("route DIRECT");
        assertThat(weFirst).hasSize(FIRST_VECTOR + RouteProbe.TEXTS.size());
        for (int i = FIRST_VECTOR; i < weFirst.size(); i++) {
            float[] expected = RouteProbe.parse(weFirst.get(i));
            assertThat(expected).hasSize(384);
            assertThat(RouteProbe.parse(othersFirst.get(i))).containsExactly(expected, within(1e-6f));
        }
    }

    /** Runs the probe in a JVM whose every Java connection would come to a socket of ours. */
    private List<String> runProbe(String name, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx512m",
                    "-DsocksProxyHost=" + trap.getInetAddress().getHostAddress(),
                    "-DsocksProxyPort=" + trap.getLocalPort(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RouteProbe.class.getName()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().remove("JDK_JAVA_OPTIONS");
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the probe ends").isTrue();
            assertThat(Files.readString(err)).as("standard error").isEmpty();
            assertThat(process.exitValue()).as("exit code").isZero();
            trap.setSoTimeout(1);
            assertThat(accepted(trap)).as("a connection was opened").isFalse();
        }
        return Files.readAllLines(out);
    }

    private static boolean accepted(ServerSocket trap) throws IOException {
        try {
            trap.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }
}
