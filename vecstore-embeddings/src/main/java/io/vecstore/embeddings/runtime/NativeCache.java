package io.vecstore.embeddings.runtime;

import ai.djl.util.Utils;
import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Left to itself ONNX Runtime unpacks 28 MB into a new temp folder at every start, and a process that is killed
 * leaves them there. The libraries are kept where DJL keeps the tokenizer's instead. The folder is told to ONNX
 * Runtime through a system property, which is set only while it starts: another class loader in the process may
 * hold another version.
 */
/** Unpacks ONNX Runtime's native libraries once per machine and version instead of once per start. */
final class NativeCache {
    private static final Logger log = LoggerFactory.getLogger(NativeCache.class);
    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";
    private static final Set<String> CPU_LIBRARIES = Set.of(
            System.mapLibraryName("onnxruntime"),
            System.mapLibraryName("onnxruntime4j_jni"),
            System.mapLibraryName("onnxruntime_providers_shared"));

    private NativeCache() {}

    /** Starts ONNX Runtime with the cached libraries; with its own way if they cannot be cached. */
    static <T> T starting(Supplier<T> start) {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return start.get();
        }
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return start.get();
        }
        System.setProperty(FOLDER_PROPERTY, folder.get().toString());
        try {
            return start.get();
        } finally {
            System.clearProperty(FOLDER_PROPERTY);
        }
    }

    private static Optional<Path> folder() {
        String directory = "ai/onnxruntime/native/" + platform() + "/";
        URL library =
                OrtEnvironment.class.getClassLoader().getResource(directory + System.mapLibraryName("onnxruntime"));
        try {
            if (library == null || !(library.openConnection() instanceof JarURLConnection connection)) {
                return Optional.empty();
            }
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return unpack(jar, directory, Utils.getEngineCacheDir("onnxruntime"));
            }
        } catch (IOException e) {
            log.debug("ONNX Runtime's libraries are not cached", e);
            return Optional.empty();
        }
    }

    /** As ONNX Runtime names the folders in its jar. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = os.startsWith("windows") ? "win" : os.startsWith("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch");
        return name + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    /**
     * The folder under {@code root} with the files that {@code jar} has under {@code directory}, unpacked
     * unless they are there in full; empty if these are more than the libraries for the CPU.
     */
    static Optional<Path> unpack(JarFile jar, String directory, Path root) throws IOException {
        List<ZipEntry> entries = jar.stream()
                .filter(entry -> entry.getName().startsWith(directory) && !entry.isDirectory())
                .map(ZipEntry.class::cast)
                .toList();
        if (entries.isEmpty() || !entries.stream().allMatch(e -> CPU_LIBRARIES.contains(fileName(e)))) {
            return Optional.empty();
        }
        long checksum = 0;
        for (ZipEntry entry : entries) {
            checksum = 31 * checksum + entry.getCrc();
        }
        Path folder = root.resolve(Long.toHexString(checksum));
        if (!isComplete(folder, entries)) {
            replace(folder, jar, entries);
        }
        return Optional.of(folder);
    }

    private static boolean isComplete(Path folder, List<ZipEntry> entries) throws IOException {
        for (ZipEntry entry : entries) {
            Path file = folder.resolve(fileName(entry));
            if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
                return false;
            }
        }
        return true;
    }

    /** Unpacks beside and renames file by file, so that other processes see each file whole or not at all. */
    private static void replace(Path folder, JarFile jar, List<ZipEntry> entries) throws IOException {
        Files.createDirectories(folder);
        Path beside = Files.createTempDirectory(folder, "unpacking");
        try {
            for (ZipEntry entry : entries) {
                Path file = beside.resolve(fileName(entry));
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                Files.move(
                        file,
                        folder.resolve(fileName(entry)),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(beside);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String fileName(ZipEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }
}
