package io.vecstore.bench.commit;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.bench.rows.SampleRow;
import java.nio.file.Path;

/** This project's store with durability {@code SYNC}, which is its default. */
final class VecstoreCommits implements CommitStore {

    private final VecDatabase database;
    private final VectorCollection collection;

    VecstoreCommits(Path folder) {
        this.database = VecDatabase.open(folder, DatabaseOptions.DEFAULT.withDurability(Durability.sync()));
        this.collection = database.createCollection("rows", CollectionOptions.DEFAULT);
    }

    @Override
    public void commit(SampleRow row) {
        collection.upsert(row.toRecord());
    }

    @Override
    public long count() {
        return collection.count();
    }

    @Override
    public void close() {
        database.close();
    }
}
