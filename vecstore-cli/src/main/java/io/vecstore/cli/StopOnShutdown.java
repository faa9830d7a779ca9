package io.vecstore.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, an interrupt from the keyboard interrupts the thread that opened it and gives it a few seconds to finish
 * what it is doing and to say so. Without it nothing would be lost either.
 */
final class StopOnShutdown implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    StopOnShutdown() {
        Thread worker = Thread.currentThread();
        this.hook = new Thread(() -> stop(worker), "vecstore-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("vecstore: stopped in the middle of a file; what was stored before is safe");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, and has been told that all is done.
            assert done.getCount() == 0;
        }
    }
}
