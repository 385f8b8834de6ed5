package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.lambda.EventSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The retry queue's event source with its two pollers, which can be stopped between two batches, and which keeps what it
 * hands to the worker. Thread-safe.
 */
final class QueueWork implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<EventSource> pollers;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Turnstile turnstile = new Turnstile();
    private final List<String> payloads = new ArrayList<>();
    private volatile boolean polling;

    QueueWork(ReplicatingPools pools) {
        pollers = Stream.generate(pools::eventSource).limit(2).toList();
    }

    /** Polls until {@link #stop}, as Lambda does. */
    List<CompletableFuture<Void>> start() {
        polling = true;
        return pollers.stream()
                .map(poller -> CompletableFuture.runAsync(() -> poll(poller), threads))
                .toList();
    }

    /** Ends the polling; the batches in hand are finished first. */
    void stop(List<CompletableFuture<Void>> started) {
        polling = false;
        started.forEach(CompletableFuture::join);
    }

    /** Waits until no batch is at work, and lets none begin. */
    void pause() throws InterruptedException {
        turnstile.shut();
    }

    /** Ends a pause. */
    void resume() {
        turnstile.open();
    }

    /** Has both pollers work on all that is visible, and returns when they have done it. */
    void drain() {
        List<CompletableFuture<Void>> both = pollers.stream()
                .map(poller -> CompletableFuture.runAsync(() -> drain(poller), threads))
                .toList();
        both.forEach(CompletableFuture::join);
    }

    private void poll(EventSource poller) {
        while (polling) {
            try {
                drain(poller);
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void drain(EventSource poller) {
        try {
            turnstile.enter();
            try {
                poller.drain(payload -> {
                    keep(payload);
                    betweenBatches();
                });
            } finally {
                turnstile.leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void betweenBatches() {
        turnstile.leave();
        boolean interrupted = false;
        while (true) {
            try {
                turnstile.enter();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keep(byte[] payload) {
        payloads.add(new String(payload, StandardCharsets.UTF_8));
    }

    /** What the worker was invoked with, in full. */
    synchronized List<String> payloads() {
        return List.copyOf(payloads);
    }

    /** The bodies of all messages that were handed to the worker, as often as they were. */
    List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        for (String payload : payloads()) {
            for (JsonNode record : JSON.readTree(payload).path("Records")) {
                bodies.add(record.path("body").asString(""));
            }
        }
        return bodies;
    }

    @Override
    public void close() {
        polling = false;
        turnstile.open();
        threads.shutdownNow();
        pollers.forEach(EventSource::close);
    }
}
