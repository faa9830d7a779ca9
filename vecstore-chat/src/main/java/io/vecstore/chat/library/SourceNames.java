package io.vecstore.chat.library;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Names documents for people by the URI of their file: uploads as they were called, others by their path. */
public final class SourceNames {

    private final String uploads;
    private final Optional<String> docs;

    /** Both folders absolute and without symbolic links. */
    public SourceNames(Path uploads, Optional<Path> docs) {
        this.uploads = folderUri(uploads);
        this.docs = docs.map(SourceNames::folderUri);
    }

    private static String folderUri(Path folder) {
        String uri = folder.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    /** Whether the documents of that root were uploaded. */
    boolean isUploads(String rootUri) {
        return rootUri.equals(uploads);
    }

    /** The name of the document made from a file. */
    public String name(String fileUri) {
        if (fileUri.startsWith(uploads)) {
            return UploadName.decoded(path(fileUri).substring(path(uploads).length()));
        }
        String path = path(fileUri);
        return docs.filter(fileUri::startsWith)
                .map(root -> path.substring(path(root).length()))
                .orElseGet(() -> path.substring(path.lastIndexOf('/') + 1));
    }

    private static String path(String uri) {
        String path = URI.create(uri).getPath();
        return path == null ? uri : path;
    }
}
