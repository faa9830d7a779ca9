package io.vecstore.langchain4j;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Metric;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.analysis.Analyzer;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects the settings of a {@link VecStoreEmbeddingStore}: a folder or a collection is needed. Not thread-safe. */
public final class VecStoreEmbeddingStoreBuilder {

    private Optional<Path> folder = Optional.empty();
    private Optional<VectorCollection> collection = Optional.empty();
    private DatabaseOptions databaseOptions = DatabaseOptions.DEFAULT;
    private String collectionName = VecStore.COLLECTION;
    private int dimension;
    private Optional<Analyzer> analyzer = Optional.empty();
    private boolean hybrid;
    private Fusion fusion = Fusion.standard();
    private OptionalInt efSearch = OptionalInt.empty();
    private boolean exact;

    VecStoreEmbeddingStoreBuilder() {}

    /** The folder of the database; it is made where there is none, and closed by the store. */
    public VecStoreEmbeddingStoreBuilder folder(Path value) {
        this.folder = Optional.of(value);
        return this;
    }

    /** A collection that is open already, in place of a folder; the store does not close it. */
    public VecStoreEmbeddingStoreBuilder collection(VectorCollection value) {
        this.collection = Optional.of(value);
        return this;
    }

    /** How the database in the folder runs; {@link DatabaseOptions#DEFAULT} by default. */
    public VecStoreEmbeddingStoreBuilder databaseOptions(DatabaseOptions value) {
        this.databaseOptions = value;
        return this;
    }

    /** The collection in the folder; {@value VecStore#COLLECTION} by default. It is made where there is none. */
    public VecStoreEmbeddingStoreBuilder collectionName(String value) {
        this.collectionName = value;
        return this;
    }

    /** The length of the embeddings; 0, the default, lets the first one decide. */
    public VecStoreEmbeddingStoreBuilder dimension(int value) {
        this.dimension = value;
        return this;
    }

    /** What texts and query texts pass through for hybrid search; {@link Analyzer#english} in a new collection. */
    public VecStoreEmbeddingStoreBuilder analyzer(Analyzer value) {
        this.analyzer = Optional.of(value);
        return this;
    }

    /** Whether a request that has a query text is searched by its text too; not by default. */
    public VecStoreEmbeddingStoreBuilder hybrid(boolean value) {
        this.hybrid = value;
        return this;
    }

    /** How hybrid search fuses its two rankings; {@link Fusion#standard} by default. */
    public VecStoreEmbeddingStoreBuilder fusion(Fusion value) {
        this.fusion = value;
        return this;
    }

    /**
     * How many candidates a search through a graph looks at; what the collection's options say by default.
     *
     * @see io.vecstore.SearchRequest.Builder#efSearch
     */
    public VecStoreEmbeddingStoreBuilder efSearch(int value) {
        this.efSearch = OptionalInt.of(value);
        return this;
    }

    /**
     * Whether every search compares all segments that match, and so finds exactly what langchain4j's in-memory store
     * finds; not by default, when a graph is searched once there are some thousand segments.
     */
    public VecStoreEmbeddingStoreBuilder exact(boolean value) {
        this.exact = value;
        return this;
    }

    /**
     * Opens the store.
     *
     * @throws InvalidRequestException if there is not exactly one of folder and collection, or the collection does not
     *     fit: another metric than cosine, or another dimension or analyzer than was asked for
     * @throws io.vecstore.error.DatabaseLockedException if somebody else has the folder open
     */
    public VecStoreEmbeddingStore build() {
        if (folder.isPresent() == collection.isPresent()) {
            throw new InvalidRequestException("a store needs a folder or a collection, and not both; it has "
                    + (folder.isPresent() ? "both" : "neither"));
        }
        return collection.map(each -> store(each, () -> {})).orElseGet(() -> openFolder(folder.orElseThrow()));
    }

    private VecStoreEmbeddingStore openFolder(Path path) {
        VecDatabase database = VecDatabase.open(path, databaseOptions);
        try {
            VectorCollection opened = database.collectionNames().contains(collectionName)
                    ? database.collection(collectionName)
                    : database.createCollection(collectionName, newCollection());
            return store(opened, database::close);
        } catch (RuntimeException | Error failed) {
            database.close();
            throw failed;
        }
    }

    private CollectionOptions newCollection() {
        CollectionOptions options = CollectionOptions.DEFAULT.withDimension(dimension);
        return analyzer.map(options::withAnalyzer).orElse(options);
    }

    private VecStoreEmbeddingStore store(VectorCollection opened, Runnable onClose) {
        CollectionOptions options = opened.options();
        require(options.metric() == Metric.COSINE, opened, "metric", options.metric(), Metric.COSINE);
        int actual = options.dimension() == 0 ? opened.stats().dimension() : options.dimension();
        require(dimension == 0 || actual == 0 || actual == dimension, opened, "dimension", actual, dimension);
        String wanted = analyzer.map(Analyzer::name).orElse(options.analyzer());
        require(options.analyzer().equals(wanted), opened, "analyzer", options.analyzer(), wanted);
        return new VecStoreEmbeddingStore(
                opened, new SegmentSearcher(opened, fusion, efSearch, exact), hybrid, onClose);
    }

    private static void require(boolean fits, VectorCollection opened, String what, Object actual, Object wanted) {
        if (!fits) {
            throw new InvalidRequestException("collection \"" + opened.name() + "\" has " + what + " " + actual
                    + ", the store needs " + wanted + "; use another collection");
        }
    }
}
