package io.vecstore;

import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.WriteTransaction;

/**
 * Changes to collections of one database that are committed together, or not at all: {@link VecDatabase#transaction}.
 * For the thread that runs it, until it ends.
 */
public final class Transaction {

    private final DatabaseEngine database;
    private final WriteTransaction engine;

    Transaction(DatabaseEngine database, WriteTransaction engine) {
        this.database = database;
        this.engine = engine;
    }

    /**
     * The part of the transaction about one collection; the same changes show, however often it is asked for.
     *
     * @throws NotFoundException if there is no collection of that name
     * @throws ClosedException if the transaction has ended
     * @throws InvalidRequestException if another thread runs it
     */
    public CollectionTransaction collection(String name) {
        return new CollectionTransaction(database, engine.part(name));
    }
}
