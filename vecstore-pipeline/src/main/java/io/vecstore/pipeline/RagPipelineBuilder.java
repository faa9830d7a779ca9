package io.vecstore.pipeline;

import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.fusion.Fusion;
import io.vecstore.pipeline.internal.Ingredients;
import io.vecstore.pipeline.internal.ModelGuard;
import io.vecstore.text.parse.DocumentParser;
import io.vecstore.text.split.RecursiveSplitter;
import io.vecstore.text.split.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link RagPipeline}. Not thread-safe. */
public final class RagPipelineBuilder {

    private @Nullable Path database;
    private boolean mustExist;
    private @Nullable VectorCollection collection;
    private Supplier<? extends Embedder> embedder = OnnxEmbedder::miniLm;
    private boolean embedderIsOurs = true;
    private DocumentParser parser = DocumentParser.withDefaults();
    private Splitter splitter = RecursiveSplitter.withDefaults();
    private Fusion fusion = Fusion.standard();

    RagPipelineBuilder() {}

    /** The folder of the database, which is opened or made and closed with the pipeline. */
    public RagPipelineBuilder database(Path folder) {
        this.database = folder;
        return this;
    }

    /** Refuses to make the database where there is none. */
    public RagPipelineBuilder mustExist() {
        this.mustExist = true;
        return this;
    }

    /** A collection that is open already and stays so. Either this or a database is needed. */
    public RagPipelineBuilder collection(VectorCollection open) {
        this.collection = open;
        return this;
    }

    /** The model, which stays open when the pipeline is closed. */
    public RagPipelineBuilder embedder(Embedder open) {
        this.embedder = () -> open;
        this.embedderIsOurs = false;
        return this;
    }

    /**
     * Makes the model when something has to be embedded for the first time; it is closed with the pipeline.
     * {@link OnnxEmbedder#miniLm} by default.
     */
    public RagPipelineBuilder embedder(Supplier<? extends Embedder> lazy) {
        this.embedder = lazy;
        this.embedderIsOurs = true;
        return this;
    }

    /** What turns files into text; {@link DocumentParser#withDefaults} by default. */
    public RagPipelineBuilder parser(DocumentParser value) {
        this.parser = value;
        return this;
    }

    /** What cuts text into chunks; {@link RecursiveSplitter#withDefaults} by default. */
    public RagPipelineBuilder splitter(Splitter value) {
        this.splitter = value;
        return this;
    }

    /** How hits by meaning and hits by words become one ranking; {@link Fusion#standard} by default. */
    public RagPipelineBuilder fusion(Fusion value) {
        this.fusion = value;
        return this;
    }

    /**
     * Opens the pipeline.
     *
     * @throws NotFoundException if the database has to exist and does not
     * @throws InvalidRequestException if there is neither a database nor a collection, or both
     * @throws io.vecstore.error.ConflictException if a model was given that is not the one the collection's vectors
     *     are from; where the model starts later, this is found out then
     * @throws io.vecstore.error.VecStoreException if the database cannot be opened; see
     *     {@link io.vecstore.VecDatabase#open(Path)}
     */
    public RagPipeline build() {
        if (collection != null && database == null) {
            return build(Optional.empty(), collection);
        }
        if (database == null || collection != null) {
            throw new InvalidRequestException("a pipeline needs either a database or a collection, and has "
                    + (database == null ? "neither" : "both"));
        }
        if (mustExist && isMissing(database)) {
            throw new NotFoundException(
                    "there is no database in " + database.toAbsolutePath() + "; sync a folder into it first");
        }
        VecStore store = VecStore.open(database);
        try {
            return build(Optional.of(store), store.collection());
        } catch (RuntimeException | Error failed) {
            store.close();
            throw failed;
        }
    }

    private static boolean isMissing(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (NoSuchFileException missing) {
            return true;
        } catch (IOException unreadable) {
            throw new StorageException("list folder", folder.toString(), unreadable);
        }
    }

    private RagPipeline build(Optional<VecStore> store, VectorCollection open) {
        ModelGuard guard = new ModelGuard(open, embedder, embedderIsOurs);
        if (!embedderIsOurs) {
            guard.start();
        }
        return new RagPipeline(
                store, new Ingredients(open, Optional.ofNullable(database), guard, parser, splitter), fusion);
    }
}
