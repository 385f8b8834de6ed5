package io.github.cognitodr.replicate;

/** Lets a test wait until nobody is at work, and keep everybody from beginning. Thread-safe. */
final class Turnstile {
    private boolean open = true;
    private int inside;

    /** Waits until it is open. */
    synchronized void enter() throws InterruptedException {
        while (!open) {
            wait();
        }
        inside++;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Lets nobody in any more, and waits until nobody is inside. */
    synchronized void shut() throws InterruptedException {
        open = false;
        awaitEmpty();
    }

    /** Waits until nobody is inside. */
    synchronized void awaitEmpty() throws InterruptedException {
        while (inside > 0) {
            wait();
        }
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }
}
