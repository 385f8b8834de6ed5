package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.listing.ConcurrentLanes;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sixteen lanes in threads of their own, whose runs are out of time or fail at any page, with pages fetched that are not
 * written, and lanes that have ended before others: in the end everybody is there once.
 */
class ContinuedLanesTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final int ROUNDS = 100;
    private static final int PAGE = 3;

    private final MovableClock clock = new MovableClock();

    @ParameterizedTest
    @ValueSource(longs = {20261122, 1, 2})
    void everybodyIsThereOnceHoweverOftenTheListingIsInterrupted(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            NavigableMap<String, UserProfile> users = people(random);
            FakeSnapshotStore store = new FakeSnapshotStore();
            SnapshotRequest request = new SnapshotRequest(POOL, clock.instant());
            clock.advance(Duration.ofSeconds(1));

            int runs = 0;
            while (!isSatisfied(store, users, request, random)) {
                runs++;
                clock.advance(Duration.ofSeconds(30));
                assertThat(runs).as("runs").isLessThan(500);
            }

            assertThat(listed(store))
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(users.keySet());
        }
    }

    private boolean isSatisfied(
            FakeSnapshotStore store, NavigableMap<String, UserProfile> users, SnapshotRequest request, Random random)
            throws IOException {
        int pagesOfThisRun = random.nextInt(60);
        boolean fails = random.nextInt(4) == 0;
        AtomicInteger asked = new AtomicInteger();
        SnapshotTaker.Pools pools = new ScriptedPools(
                ScriptedPools.RULES,
                SnapshotTaker.SMALL_POOL,
                lanes -> ConcurrentLanes.start(
                        lanes,
                        lane -> {
                            if (asked.incrementAndGet() > pagesOfThisRun && fails) {
                                throw new PoolUnavailableException("ListUsers: InternalErrorException");
                            }
                            return page(users, lane);
                        },
                        clock,
                        Duration.ofSeconds(5)));
        SnapshotTaker taker = new SnapshotTaker(pools, store, clock, RollingFile.Limits.OF_IMPORT_JOB, entry -> {});
        try {
            return taker.take(request, () -> asked.get() > pagesOfThisRun) instanceof SnapshotTaker.Result.Satisfied;
        } catch (PoolUnavailableException failed) {
            return false;
        }
    }

    private static UserListing.Page page(NavigableMap<String, UserProfile> users, Lane lane) {
        NavigableMap<String, UserProfile> left = users.subMap(lane.subPrefix(), true, lane.subPrefix() + "~", true);
        if (lane.token().isPresent()) {
            left = left.tailMap(lane.token().get(), false);
        }
        List<UserProfile> page = left.values().stream().limit(PAGE).toList();
        boolean end = left.size() <= PAGE;
        return new UserListing.Page(
                page,
                end ? Optional.empty() : Optional.of(page.get(page.size() - 1).sub()));
    }

    private static NavigableMap<String, UserProfile> people(Random random) {
        NavigableMap<String, UserProfile> users = new TreeMap<>();
        int number = random.nextInt(300);
        for (int i = 0; i < number; i++) {
            String sub = new UUID(random.nextLong(), random.nextLong()).toString();
            users.put(sub, Profiles.confirmed(sub, "email", sub + "@example.com", "email_verified", "true"));
        }
        return users;
    }

    /** The subs in the profiles that the manifest names. */
    private static List<String> listed(FakeSnapshotStore store) throws IOException {
        SnapshotId id = store.latest(POOL).orElseThrow();
        JsonObject manifest =
                JsonObject.parse(store.text(SnapshotKeys.manifest(POOL, id)).getBytes(StandardCharsets.UTF_8));
        List<String> subs = new ArrayList<>();
        for (JsonObject file : manifest.objects("files")) {
            if (file.text("key").contains("/profiles-")) {
                byte[] object = store.objects.getOrDefault(file.text("key"), new byte[0]);
                try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object))) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> JsonObject.parse(line.getBytes(StandardCharsets.UTF_8))
                                    .text("Username"))
                            .forEach(subs::add);
                }
            }
        }
        return subs;
    }
}
