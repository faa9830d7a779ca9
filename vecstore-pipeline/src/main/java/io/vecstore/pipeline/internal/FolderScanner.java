package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.FileFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files below a root, following symbolic links. Left out are names that begin with a dot, the owner files
 * of office programs ({@code ~$...}) and one folder that the caller names: the database. For one scan.
 */
final class FolderScanner extends SimpleFileVisitor<Path> {

    private final Path root;
    private final SourcePaths paths;
    private final Optional<Path> leftOut;
    private final List<ScannedFile> files = new ArrayList<>();
    private final List<FileFailure> failed = new ArrayList<>();
    private final List<FileFailure> skipped = new ArrayList<>();

    /**
     * @param root absolute, without symbolic links
     * @param leftOut a folder that is not looked into, absolute and without symbolic links
     */
    FolderScanner(Path root, SourcePaths paths, Optional<Path> leftOut) {
        this.root = root;
        this.paths = paths;
        this.leftOut = leftOut;
    }

    FolderScan scan() throws IOException {
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        files.sort(Comparator.comparing(ScannedFile::path).thenComparing(ScannedFile::id));
        return new FolderScan(List.copyOf(files), List.copyOf(failed), List.copyOf(skipped));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean enter = folder.equals(root)
                || !(isHidden(folder) || leftOut.filter(folder::equals).isPresent());
        return enter ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        String encoded = paths.encoded(file);
        String path = SourcePaths.decoded(encoded);
        if (attributes.isRegularFile()) {
            files.add(new ScannedFile(path, paths.documentId(encoded), file, FileStat.of(attributes)));
        } else if (attributes.isSymbolicLink()) {
            failed.add(new FileFailure(path, "it is a symbolic link to something that does not exist; remove it"));
        } else {
            skipped.add(new FileFailure(path, "it is not a regular file"));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(root)) {
            throw failure;
        }
        if (!isHidden(file)) {
            failed.add(new FileFailure(SourcePaths.decoded(paths.encoded(file)), reason(failure)));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            if (folder.equals(root)) {
                throw failure;
            }
            failed.add(new FileFailure(SourcePaths.decoded(paths.encoded(folder)), reason(failure)));
        }
        return FileVisitResult.CONTINUE;
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case FileSystemLoopException _ -> "it is a symbolic link to a folder that contains it; remove the link";
            case AccessDeniedException _ -> "this user may not read it; change its permissions";
            default -> "it cannot be looked into (" + failure + ")";
        };
    }

    private static boolean isHidden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") || name.startsWith("~$");
    }
}
