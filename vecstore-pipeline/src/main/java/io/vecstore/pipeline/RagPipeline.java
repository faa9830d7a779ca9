package io.vecstore.pipeline;

import io.vecstore.Document;
import io.vecstore.SearchRequest;
import io.vecstore.SearchResult;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import io.vecstore.filter.Filter;
import io.vecstore.fusion.Fusion;
import io.vecstore.pipeline.internal.ChunkRecords;
import io.vecstore.pipeline.internal.Exclusion;
import io.vecstore.pipeline.internal.Fields;
import io.vecstore.pipeline.internal.FolderSync;
import io.vecstore.pipeline.internal.Ingredients;
import io.vecstore.pipeline.internal.SourcePaths;
import io.vecstore.pipeline.internal.StatsReader;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders in, cited passages out: keeps a collection like the folders it was made from, and finds passages in it.
 * Thread-safe; one sync goes on at a time, and searches see each document as of before or after its commit.
 *
 * <pre>{@code
 * try (RagPipeline pipeline = RagPipeline.open(Path.of(".vecstore"))) {
 *     pipeline.sync(Path.of("docs"));
 *     pipeline.retrieve("How do I reset the alarm?").passages();
 * }
 * }</pre>
 */
public final class RagPipeline implements AutoCloseable {

    private final Optional<VecStore> store;
    private final Ingredients ingredients;
    private final Fusion fusion;

    RagPipeline(Optional<VecStore> store, Ingredients ingredients, Fusion fusion) {
        this.store = store;
        this.ingredients = ingredients;
        this.fusion = fusion;
    }

    /** Opens or makes the database in a folder; the defaults of {@link RagPipelineBuilder}. */
    public static RagPipeline open(Path database) {
        return builder().database(database).build();
    }

    public static RagPipelineBuilder builder() {
        return new RagPipelineBuilder();
    }

    /** Syncs a folder with {@link SyncOptions#DEFAULT}. */
    public SyncReport sync(Path folder) {
        return sync(folder, SyncOptions.DEFAULT);
    }

    /**
     * Makes the collection like a folder. What came from other folders is not touched. Every file is a transaction of
     * its own: wherever a sync ends, what it has reported is done, and the next one does the rest. A file that cannot
     * be read or parsed leaves its older version as it is; it is reported, and tried again once it has changed.
     *
     * @throws io.vecstore.error.NotFoundException if there is no such folder; nothing is deleted
     * @throws io.vecstore.error.ConflictException if too many documents would be deleted, or the collection's vectors
     *     are from another model
     * @throws io.vecstore.error.StorageException if the database or the folder cannot be read or written
     * @throws io.vecstore.embeddings.EmbeddingException if the model cannot be started
     */
    public synchronized SyncReport sync(Path folder, SyncOptions options) {
        return new FolderSync(ingredients).sync(folder, options);
    }

    /** Finds the best passages for a question, by meaning and by words. */
    public Retrieval retrieve(String question) {
        return retrieve(RetrievalRequest.of(question));
    }

    /**
     * Finds the best passages.
     *
     * @throws io.vecstore.error.ConflictException if the collection's vectors are from another model
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails
     */
    public Retrieval retrieve(RetrievalRequest request) {
        SearchMode mode = request.mode();
        boolean hasVectors = hasVectors();
        if (!hasVectors && mode == SearchMode.DENSE) {
            return new Retrieval(List.of(), "nothing is embedded yet", Map.of());
        }
        SearchRequest.Builder search = SearchRequest.builder()
                .topK(request.topK())
                .filter(request.filter())
                .fusion(request.fusion().orElse(fusion))
                .explain(request.explain());
        if (mode != SearchMode.DENSE) {
            search.text(request.question());
        }
        if (mode != SearchMode.LEXICAL && hasVectors) {
            search.vector(embedder().embed(request.question(), InputType.QUERY));
        }
        SearchResult result = ingredients.collection().search(search.build());
        return new Retrieval(result.hits().stream().map(ChunkRecords::passage).toList(), result.plan(), result.steps());
    }

    /** The condition that a passage comes from a folder, whether or not it exists any more. */
    public static Filter inFolder(Path folder) {
        return Filter.eq(Fields.ROOT, new SourcePaths(SourcePaths.real(folder)).root());
    }

    /** Counts what is stored. Reads all documents. */
    public PipelineStats stats() {
        return StatsReader.read(ingredients.collection(), ingredients.embedder().rememberedModel());
    }

    /**
     * Takes a document out of all answers for as long as its file stays as it is: its text and chunks are removed, its
     * file is not touched, and syncs skip it until its content changes or {@link #include} is called. One commit.
     *
     * @throws io.vecstore.error.NotFoundException if there is no such document
     */
    public void exclude(String documentId) {
        new Exclusion(ingredients.collection()).exclude(documentId);
    }

    /**
     * Lets the next sync read the file of an excluded document again; nothing happens to one that is not excluded.
     *
     * @throws io.vecstore.error.NotFoundException if there is no such document
     */
    public void include(String documentId) {
        new Exclusion(ingredients.collection()).include(documentId);
    }

    /** The document that a citation points into. */
    public Optional<Document> document(String documentId) {
        return ingredients.collection().document(documentId);
    }

    /** Where everything is stored. */
    public VectorCollection collection() {
        return ingredients.collection();
    }

    Embedder embedder() {
        return ingredients.embedder().start();
    }

    boolean hasVectors() {
        return ingredients.embedder().rememberedModel().isPresent();
    }

    /** Closes what it has opened: the database if it was named by a folder, and an embedder that it started itself. */
    @Override
    public void close() {
        try {
            ingredients.embedder().close();
        } finally {
            store.ifPresent(VecStore::close);
        }
    }
}
