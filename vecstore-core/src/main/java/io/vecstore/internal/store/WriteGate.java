package io.vecstore.internal.store;

import io.vecstore.error.InvalidRequestException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets either any number of single commits through or one transaction, so that nothing is committed between what a
 * transaction reads and what it writes. Taken before the commit lock; flush and compaction do not pass here.
 */
final class WriteGate {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Runs a single commit, once no transaction is running. */
    <T> T single(Supplier<T> commit) {
        refuseInTransaction("write to the database past the transaction that this thread is running");
        return locked(lock.readLock(), commit);
    }

    /** Runs a transaction, once no other and no single commit is running. */
    <T> T transaction(Supplier<T> body) {
        refuseInTransaction("begin a transaction inside of another one");
        return locked(lock.writeLock(), body);
    }

    /**
     * Refuses what cannot be part of a transaction and would deadlock or survive its end.
     *
     * @throws InvalidRequestException if this thread is running a transaction
     */
    void refuseInTransaction(String attempted) {
        if (lock.isWriteLockedByCurrentThread()) {
            throw new InvalidRequestException(
                    "cannot " + attempted + "; use the transaction that was handed to you, or do it after its end");
        }
    }

    private static <T> T locked(Lock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
