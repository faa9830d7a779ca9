package io.vecstore.cli;

import io.vecstore.pipeline.Citation;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** How places in documents are named for people. */
final class Places {

    private final Path workingDirectory;

    Places(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** The path of a file, relative where it is in the working directory; another source as it is. */
    String source(String uri) {
        Path file;
        try {
            file = Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return uri;
        }
        return (file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file).toString();
    }

    /** Such as {@code docs/manual.pdf, page 7, Safety > Padlocks}. */
    String place(Citation citation) {
        StringBuilder place = new StringBuilder(source(citation.source()));
        citation.page().ifPresent(page -> place.append(", page ").append(page));
        if (!citation.headingPath().isEmpty()) {
            place.append(", ").append(heading(citation));
        }
        return place.toString();
    }

    static String heading(Citation citation) {
        return String.join(" > ", citation.headingPath());
    }
}
