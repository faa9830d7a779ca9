package io.vecstore.internal.segment;

import io.vecstore.error.VecStoreException;
import io.vecstore.internal.io.FramedFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of a segment that is computed from its truth, such as the inverted index. While it is damaged or missing it is
 * set aside: {@link #value} is null and whoever asks answers from the truth instead, until {@link #rebuild} has made the
 * file anew. Safe to read from many threads; one thread at a time rebuilds.
 */
final class DerivedFile<T> {

    /**
     * A file that checks out.
     *
     * @param file as it is mapped
     * @param value what it holds
     */
    record Opened<T>(FramedFile file, T value) {}

    private static final Logger LOG = LoggerFactory.getLogger(DerivedFile.class);

    private final Path path;
    private final Supplier<Opened<T>> opening;
    private final Consumer<GraphBuild> building;
    private volatile @Nullable Opened<T> opened;
    private volatile @Nullable VecStoreException damage;

    /**
     * Opens the file, or sets it aside.
     *
     * @param opening maps the file and checks as much as is quick
     * @param building writes the file anew, under another name until it is complete, and syncs it
     */
    DerivedFile(Path path, Supplier<Opened<T>> opening, Consumer<GraphBuild> building) {
        this.path = path;
        this.opening = opening;
        this.building = building;
        try {
            opened = opening.get();
        } catch (VecStoreException damaged) {
            setAside(damaged);
        }
    }

    Path path() {
        return path;
    }

    /** What the file holds, or null while it is set aside. */
    @Nullable
    T value() {
        Opened<T> current = opened;
        return current == null ? null : current.value();
    }

    /** The file as it is mapped; empty while it is set aside. */
    Optional<FramedFile> file() {
        return Optional.ofNullable(opened).map(Opened::file);
    }

    /** Why the file is set aside; empty while it is in use. */
    Optional<VecStoreException> damage() {
        return Optional.ofNullable(damage);
    }

    /** Uses the file no more, because it is damaged. */
    void setAside(VecStoreException reason) {
        LOG.warn("setting a derived file aside until it is rebuilt, because: {}", reason.getMessage());
        damage = reason;
        opened = null;
    }

    /** Reads the whole file, and sets it aside if it is not what was written. */
    void verify() {
        try {
            file().ifPresent(FramedFile::verify);
        } catch (VecStoreException damaged) {
            setAside(damaged);
        }
    }

    /** Makes the file anew, if it is set aside, and uses it from then on. */
    void rebuild(GraphBuild build) {
        if (damage != null) {
            building.accept(build);
            opened = opening.get();
            damage = null;
            LOG.info("rebuilt {}", path);
        }
    }
}
