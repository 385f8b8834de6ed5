package io.github.cognitodr.userpool.listing;

import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserListing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists all lanes at once, each in a thread of its own. However large the pool, and however slow the writer, no more
 * than {@link #PAGES_AHEAD} pages and one a lane are in memory. The threads are daemons, and end when all is listed, when
 * one of them fails, or when the listing is closed.
 *
 * <pre>{@code
 * List<Lane> lanes = new ArrayList<>(Lane.sixteen());
 * try (LaneListing listing = ConcurrentLanes.start(lanes, lane -> page(lane), clock, Duration.ofSeconds(10))) {
 *     while (!lanes.stream().allMatch(Lane::ended)) {
 *         listing.next(Duration.ofSeconds(1)).ifPresent(page -> {
 *             write(page.users());
 *             lanes.set(page.lane(), page.after());
 *         });
 *     }
 * }
 * }</pre>
 */
public final class ConcurrentLanes implements LaneListing {
    /** Half a second of Cognito's quota: while the writer waits for S3, the lanes go on. */
    static final int PAGES_AHEAD = 16;

    private final BlockingQueue<LanePage> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Function<Lane, UserListing.Page> source;
    private final Clock clock;
    private final Duration longestPage;
    private volatile boolean closed;

    private ConcurrentLanes(Function<Lane, UserListing.Page> source, Clock clock, Duration longestPage) {
        this.source = source;
        this.clock = clock;
        this.longestPage = longestPage;
    }

    /**
     * Begins to list.
     *
     * @param lanes those that have ended are left out
     * @param source gives a lane's next page; called by several threads
     * @param longestPage how long {@link #close()} waits for pages that are being asked for
     */
    public static ConcurrentLanes start(
            List<Lane> lanes, Function<Lane, UserListing.Page> source, Clock clock, Duration longestPage) {
        ConcurrentLanes listing = new ConcurrentLanes(source, clock, longestPage);
        for (int i = 0; i < lanes.size(); i++) {
            if (!lanes.get(i).ended()) {
                listing.start(i, lanes.get(i));
            }
        }
        return listing;
    }

    @Override
    public Optional<LanePage> next(Duration patience) {
        @Nullable RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        try {
            return Optional.ofNullable(pages.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PoolUnavailableException("Interrupted while waiting for the next page");
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        long end = System.nanoTime() + longestPage.toNanos();
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt(); // they end by themselves
        }
    }

    private void start(int number, Lane lane) {
        Thread thread = new Thread(() -> list(number, lane), "lane-" + lane.subPrefix());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void list(int number, Lane from) {
        Lane lane = from;
        try {
            while (!closed && !lane.ended()) {
                UserListing.Page page = source.apply(lane);
                lane = lane.after(page.nextToken(), clock.instant());
                pages.put(new LanePage(number, page.users(), lane));
            }
        } catch (InterruptedException stopped) {
            // closed; nobody waits for this page
            return;
        } catch (RuntimeException failed) {
            failure.compareAndSet(null, failed);
        } catch (Error broken) {
            // Otherwise the listing would wait for this lane until its time is over.
            failure.compareAndSet(null, new IllegalStateException("A lane broke", broken));
            throw broken;
        }
    }
}
