package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    private static final String RUNTIME = System.mapLibraryName("onnxruntime");
    private static final String JNI = System.mapLibraryName("onnxruntime4j_jni");

    @TempDir
    Path root;

    @Test
    void unpack_twice_writesOnce() throws IOException {
        Path folder = unpack("first", RUNTIME, JNI).orElseThrow();
        assertThat(folder.resolve(RUNTIME)).hasContent("first " + RUNTIME);
        assertThat(folder.resolve(JNI)).hasContent("first " + JNI);

        Files.writeString(folder.resolve(JNI), "FIRST " + JNI);
        assertThat(unpack("first", RUNTIME, JNI)).contains(folder);
        assertThat(folder.resolve(JNI)).as("left alone: the size is right").hasContent("FIRST " + JNI);
        assertThat(names(folder)).containsExactlyInAnyOrder(RUNTIME, JNI);
    }

    @Test
    void unpack_damagedOrMissingFile_isRepaired() throws IOException {
        Path folder = unpack("first", RUNTIME, JNI).orElseThrow();
        Files.writeString(folder.resolve(RUNTIME), "torn");
        Files.delete(folder.resolve(JNI));

        assertThat(unpack("first", RUNTIME, JNI)).contains(folder);
        assertThat(folder.resolve(RUNTIME)).hasContent("first " + RUNTIME);
        assertThat(folder.resolve(JNI)).hasContent("first " + JNI);
    }

    @Test
    void unpack_anotherVersion_hasAnotherFolder() throws IOException {
        assertThat(unpack("second", RUNTIME, JNI)).isNotEqualTo(unpack("first", RUNTIME, JNI));
    }

    @Test
    void unpack_librariesForAGpu_areLeftToTheirOwner() throws IOException {
        assertThat(unpack("gpu", RUNTIME, JNI, System.mapLibraryName("onnxruntime_providers_cuda")))
                .isEmpty();
        assertThat(unpack("none")).isEmpty();
    }

    private Optional<Path> unpack(String version, String... libraries) throws IOException {
        Path file = root.resolve("libraries.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry("native/other-os/" + RUNTIME));
            for (String library : libraries) {
                jar.putNextEntry(new ZipEntry("native/this-os/" + library));
                jar.write((version + " " + library).getBytes(StandardCharsets.UTF_8));
            }
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return NativeCache.unpack(jar, "native/this-os/", root.resolve("cache"));
        }
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
