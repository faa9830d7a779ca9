package io.vecstore.internal.store;

/** Waiting that an interrupt does not end. */
final class Waiting {

    /** Waits for a while; returns whether the end of it all has come. */
    @FunctionalInterface
    interface Wait {
        boolean isOver() throws InterruptedException;
    }

    private Waiting() {}

    /** Waits until it is over; an interrupt is remembered in the thread's flag. */
    static void uninterruptibly(Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = wait.isOver();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
