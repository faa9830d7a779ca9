package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void open_noFolderForNativeLibraries_isATypedErrorThatNamesIt() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Outcome noTemp = run("temp", List.of("-Djava.io.tmpdir=" + file), Map.of());
        assertThat(noTemp.out()).hasSize(1);
        assertThat(noTemp.out().getFirst())
                .startsWith("runtime_unavailable: ONNX Runtime does not start")
                .contains(file.toString());

        Outcome noCache = run("cache", List.of(), Map.of("DJL_CACHE_DIR", file.toString()));
        assertThat(noCache.out()).hasSize(1);
        assertThat(noCache.out().getFirst())
                .startsWith("runtime_unavailable: the native tokenizer library does not load")
                .contains(file.toString(), "DJL_CACHE_DIR");
    }

    /** ONNX Runtime alone would unpack 28 MB there at every start, to stay if the process is killed. */
    @Test
    void open_freshMachine_leavesNothingInTheTempFolder() throws Exception {
        Path temp = Files.createDirectory(folder.resolve("tmp"));
        Path cache = folder.resolve("cache");
        for (int start = 0; start < 2; start++) {
            Outcome outcome = run(
                    "start" + start, List.of("-Djava.io.tmpdir=" + temp), Map.of("DJL_CACHE_DIR", cache.toString()));
            assertThat(outcome.out().getFirst()).isEqualTo("route DJL");
            assertThat(temp).isEmptyDirectory();
            assertThat(cache.resolve("onnxruntime")).isDirectoryContaining("glob:**");
        }
    }

    /** Runs the probe in a JVM whose every Java connection would come to a socket of ours, as on a new machine. */
    private List<String> runProbe(String name, String... arguments) throws IOException, InterruptedException {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> flags = List.of(
                    "-DsocksProxyHost=" + trap.getInetAddress().getHostAddress(),
                    "-DsocksProxyPort=" + trap.getLocalPort());
            Map<String, String> emptyCache =
                    Map.of("DJL_CACHE_DIR", folder.resolve(name + "-cache").toString());
            Outcome outcome = run(name, flags, emptyCache, arguments);
            assertThat(outcome.err()).as("standard error").isEmpty();
            trap.setSoTimeout(1);
            assertThat(accepted(trap)).as("a connection was opened").isFalse();
            return outcome.out();
        }
    }

    private Outcome run(String name, List<String> flags, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RouteProbe.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the probe ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return new Outcome(Files.readAllLines(out), Files.readString(err));
    }

    private record Outcome(List<String> out, String err) {}

    private static boolean accepted(ServerSocket trap) throws IOException {
        try {
            trap.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
