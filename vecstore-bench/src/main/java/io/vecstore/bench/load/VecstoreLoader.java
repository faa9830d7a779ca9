package io.vecstore.bench.load;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.bench.rows.SampleRow;
import java.nio.file.Path;
import java.util.List;

/** This project's store, without sync. */
final class VecstoreLoader implements Loader {

    private final VecDatabase database;
    private final VectorCollection collection;

    VecstoreLoader(Path folder, int bufferMegabytes) {
        this.database = VecDatabase.open(
                folder,
                DatabaseOptions.DEFAULT
                        .withDurability(Durability.os())
                        .withMemTableBytes((long) bufferMegabytes << 20));
        this.collection = database.createCollection("rows", CollectionOptions.DEFAULT);
    }

    @Override
    public void add(List<SampleRow> rows) {
        collection.upsert(rows.stream().map(SampleRow::toRecord).toList());
    }

    @Override
    public void close() {
        collection.flush();
        database.close();
    }
}
