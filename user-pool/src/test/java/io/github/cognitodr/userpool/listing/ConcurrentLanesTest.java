package io.github.cognitodr.userpool.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.UserListing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentLanesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:36:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger served = new AtomicInteger();

    @Test
    void everyPageOfEveryLaneComesOnceAndInTheLanesOrder() {
        List<LanePage> pages = new ArrayList<>();
        try (LaneListing listing = lanes(Lane.sixteen(), pagesEach(20))) {
            for (int i = 0; i < 16 * 20; i++) {
                pages.add(listing.next(PATIENCE).orElseThrow());
            }
            assertThat(listing.next(Duration.ofMillis(50))).isEmpty();
        }

        Map<Integer, List<String>> tokens = new HashMap<>();
        pages.forEach(page -> tokens.computeIfAbsent(page.lane(), lane -> new ArrayList<>())
                .add(page.after().token().orElse("end")));
        assertThat(tokens).hasSize(16).allSatisfy((lane, after) -> {
            assertThat(after).hasSize(20).endsWith("19", "end");
            assertThat(after.subList(0, 19))
                    .isSortedAccordingTo((a, b) -> Integer.valueOf(a).compareTo(Integer.valueOf(b)));
        });
        assertThat(pages.get(0).after().tokenAt()).contains(NOW);
    }

    @Test
    void aLaneThatHasEndedIsNotAsked() {
        Lane ended = new Lane("0", Optional.empty(), Optional.empty(), true);
        try (LaneListing listing = lanes(List.of(ended), pagesEach(3))) {
            assertThat(listing.next(Duration.ofMillis(50))).isEmpty();
        }
        assertThat(served).hasValue(0);
    }

    @Test
    void howeverSlowTheWriterFewPagesAreInMemory() throws InterruptedException {
        try (LaneListing listing = lanes(Lane.sixteen(), pagesEach(1_000))) {
            listing.next(PATIENCE);
            int before;
            do {
                before = served.get();
                Thread.sleep(200);
            } while (served.get() > before);

            // Those in the queue, one in the hands of each lane, and the one that was taken.
            assertThat(served.get()).isEqualTo(ConcurrentLanes.PAGES_AHEAD + 16 + 1);
        }
    }

    @Test
    void aFailureOfOneLaneIsTheListings() {
        PoolUnavailableException failure = new PoolUnavailableException("ListUsers: TooManyRequestsException");
        Function<Lane, UserListing.Page> source = lane -> {
            if (lane.subPrefix().equals("7")) {
                throw failure;
            }
            return pagesEach(1_000).apply(lane);
        };
        try (LaneListing listing = lanes(Lane.sixteen(), source)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            listing.next(PATIENCE);
                        }
                    })
                    .isSameAs(failure);
        }
    }

    @Test
    void aLaneThatBreaksIsAFailureToo() {
        try (LaneListing listing = lanes(Lane.one(), lane -> {
            throw new NoClassDefFoundError("broken on purpose");
        })) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            listing.next(Duration.ofMillis(50));
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void closingEndsTheThreadsAndDoesNotWaitForAPageForEver() {
        CountDownLatch never = new CountDownLatch(1);
        LaneListing listing = ConcurrentLanes.start(
                Lane.one(),
                lane -> {
                    uninterruptibly(never);
                    return new UserListing.Page(List.of(), Optional.empty());
                },
                CLOCK,
                Duration.ofMillis(200));
        long start = System.nanoTime();

        listing.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        never.countDown();
    }

    private LaneListing lanes(List<Lane> lanes, Function<Lane, UserListing.Page> source) {
        return ConcurrentLanes.start(lanes, source, CLOCK, PATIENCE);
    }

    private Function<Lane, UserListing.Page> pagesEach(int number) {
        return lane -> {
            served.incrementAndGet();
            int next = lane.token().map(Integer::valueOf).orElse(0) + 1;
            return new UserListing.Page(
                    List.of(Profiles.confirmed(lane.subPrefix() + next)),
                    next == number ? Optional.empty() : Optional.of(String.valueOf(next)));
        };
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException again) {
                // as a socket that cannot be interrupted
            }
        }
    }
}
