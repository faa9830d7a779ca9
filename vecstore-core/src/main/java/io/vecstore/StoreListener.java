package io.vecstore;

/**
 * Is told what happens in an open database: {@link DatabaseOptions#withListener}. Called by the thread that did it, after
 * its locks have been given up, so it may use the database; but that thread waits for it, so it is to be quick. Called by
 * several threads at once. What it throws is logged and has no other effect.
 */
@FunctionalInterface
public interface StoreListener {

    /** Something has happened. */
    void on(StoreEvent event);
}
