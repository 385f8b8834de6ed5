package io.github.cognitodr.backup;

import static io.github.cognitodr.backup.BackedUpPool.OSAKA;
import static io.github.cognitodr.backup.BackedUpPool.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.cognito.Quotas;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.LogLine;
import io.github.cognitodr.userpool.csv.ImportTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * A pool of sixteen lanes, saved by the deployable jar while others add, remove and change users all the time, and while
 * Cognito and S3 fail as often as they can without anybody giving up.
 *
 * <p>{@code -Dsnapshot.people=100000} takes a larger pool, {@code -Dsnapshot.seed=7} other faults.
 */
class NothingLostIT {
    private static final int PEOPLE = Integer.getInteger("snapshot.people", 6_000);
    private static final long SEED = Long.getLong("snapshot.seed", 20261122L);

    /** Below the rate that the worker keeps to, so that the quota refuses some pages. */
    private static final int QUOTA = 60;

    private static final int PAGES_A_SECOND = 90;
    private static final int EMPTY_ONE_IN = 6;

    private final Set<String> stay = ConcurrentHashMap.newKeySet();
    private final Set<String> mayLeave = ConcurrentHashMap.newKeySet();
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    @Test
    void whoeverIsThereThroughoutIsThereOnceWhateverGoesWrong() throws IOException, InterruptedException {
        Random empty = new Random(SEED);
        Troubles troubles = new Troubles(SEED);
        try (BackedUpPool pool = new BackedUpPool(BackedUpPool.Settings.usual()
                        .cognito(region -> region.quotas(Quotas.off().with(Quotas.Category.USER_LIST, QUOTA)))
                        .pagesASecond(PAGES_A_SECOND));
                RetouchedListing listing =
                        new RetouchedListing(pool.sandbox.gatewayEndpoint(), () -> empty.nextInt(EMPTY_ONE_IN) == 0)) {
            fill(pool);
            LambdaFunction worker = pool.worker("worker", listing.environment()).warmUp();
            pool.sandbox.s3().calls().record();
            pool.ask();
            List<CompletableFuture<Void>> others = List.of(
                    inAThread(() -> addOthers(pool)),
                    inAThread(() -> removeSome(pool)),
                    inAThread(() -> changeSome(pool)));
            pool.sandbox.cognito(OSAKA).faults().choose(troubles::of);
            pool.sandbox.s3().faults().choose(troubles::of);

            try {
                pool.deliveriesTo(worker).drain();
            } finally {
                over = true;
            }
            pool.sandbox.cognito(OSAKA).faults().clear();
            pool.sandbox.s3().faults().clear();
            others.forEach(CompletableFuture::join);
            assertThat(LogLine.outcomes(worker))
                    .as("what became of it: %s", worker.logs())
                    .containsOnlyOnce("SnapshotTaken")
                    .isSubsetOf("SnapshotTaken", "UserCountStrays");
            assertThat(pool.messagesLeft()).isZero();
            SealedSnapshot snapshot = pool.latestSnapshot().assertWhole();
            assertEverybody(snapshot);
            assertRowsAreTheProfiles(snapshot);
            assertThat(pool.sealedSnapshots()).containsExactly(snapshot.id());
            assertThat(pool.sandbox.s3().calls().successful("PutObject", "manifest.json"))
                    .hasSize(1);
            assertThat(listing.emptied()).as("pages with nobody on them").isPositive();
            assertThat(troubles.played())
                    .contains(
                            "ListUsers LOSE_ANSWER",
                            "ListUsers REFUSE",
                            "ListUsers ERROR_500",
                            "ListUsers THROTTLE",
                            "PutObject checkpoint.json LOSE_ANSWER",
                            "PutObject manifest.json LOSE_ANSWER",
                            "PutObject latest.json LOSE_ANSWER",
                            "PutObject unimportable-0001.jsonl LOSE_ANSWER",
                            "UploadPart users-0001.csv LOSE_ANSWER",
                            "CompleteMultipartUpload users-0001.csv LOSE_ANSWER",
                            "UploadPart profiles-0001.jsonl.gz LOSE_ANSWER",
                            "CompleteMultipartUpload profiles-0001.jsonl.gz LOSE_ANSWER")
                    .anyMatch(trouble -> trouble.startsWith("UploadPart") && !trouble.endsWith("LOSE_ANSWER"))
                    .anyMatch(trouble -> trouble.startsWith("PutObject") && !trouble.endsWith("LOSE_ANSWER"));
        }
    }

    /** Of its own: from JDK 25 on the common pool is used even where it has one thread, and one of these would wait. */
    private static CompletableFuture<Void> inAThread(Runnable work) {
        return CompletableFuture.runAsync(work, task -> {
            Thread thread = new Thread(task, "others");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * By an import, which is quickest. Two of three have a note that no compression makes smaller, so that the files have
     * several parts.
     */
    private void fill(BackedUpPool pool) throws IOException, InterruptedException {
        ImportTarget target = new ImportTarget(pool.osaka, pool.pool);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            byte[] noise = new byte[number % 3 == 0 ? 9 : 1_500];
            new Random(SEED + number).nextBytes(noise);
            rows.add(Map.of(
                    "cognito:username",
                    "person" + number + "@example.com",
                    "email",
                    "person" + number + "@example.com",
                    "email_verified",
                    "TRUE",
                    "name",
                    "山田\\, " + number,
                    "custom:note",
                    Base64.getEncoder().encodeToString(noise),
                    number % 10 < 7 ? "custom:origin_sub" : "nickname",
                    "tokyo-" + number));
        }
        assertThat(target.importRows(rows).importedUsers()).isEqualTo(PEOPLE);
        for (Map<String, String> person : target.people()) {
            String sub = person.getOrDefault("sub", "");
            (person.getOrDefault("custom:origin_sub", "").endsWith("3") ? mayLeave : stay).add(sub);
        }
        stay.stream().limit(PEOPLE / 50).forEach(sub -> change(pool, sub, attribute("email_verified", "false")));
    }

    private static void change(BackedUpPool pool, String sub, AttributeType... attributes) {
        pool.osaka.adminUpdateUserAttributes(
                request -> request.userPoolId(pool.pool.value()).username(sub).userAttributes(attributes));
    }

    private void addOthers(BackedUpPool pool) {
        for (int number = 0; !over; number++) {
            joined.add(pool.create("other" + number + "@example.com", "email_verified", "true"));
            pause();
        }
    }

    private void removeSome(BackedUpPool pool) {
        for (String sub : mayLeave) {
            if (!over) {
                left.add(sub);
                pool.osaka.adminDeleteUser(
                        request -> request.userPoolId(pool.pool.value()).username(sub));
                pause();
            }
        }
    }

    /** Some of the changes take a person out of the import file, or into it. */
    private void changeSome(BackedUpPool pool) {
        List<String> people = List.copyOf(stay);
        Random random = new Random(SEED);
        while (!over) {
            String sub = people.get(random.nextInt(people.size()));
            change(
                    pool,
                    sub,
                    attribute("email_verified", String.valueOf(random.nextBoolean())),
                    attribute("name", "changed " + random.nextInt()));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(3);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertEverybody(SealedSnapshot snapshot) {
        Set<String> missing = new HashSet<>(stay);
        missing.addAll(mayLeave);
        missing.removeAll(left);
        Set<String> others = new HashSet<>(left);
        others.addAll(joined);
        for (String sub : snapshot.everybody().keySet()) {
            assertThat(missing.remove(sub) || others.remove(sub))
                    .as("%s is somebody", sub)
                    .isTrue();
        }
        assertThat(left).as("who left meanwhile").isNotEmpty();
        assertThat(joined).as("who joined meanwhile").isNotEmpty();
        assertThat(missing).as("there throughout, and not in the snapshot").isEmpty();
    }

    /** Also of somebody who was changed meanwhile there are not two versions. */
    private static void assertRowsAreTheProfiles(SealedSnapshot snapshot) {
        Map<String, Map<String, String>> byEmail = new ConcurrentHashMap<>();
        snapshot.everybody().values().forEach(person -> byEmail.put(person.getOrDefault("email", ""), person));
        for (Map<String, String> row : snapshot.users()) {
            Map<String, String> person = byEmail.getOrDefault(row.getOrDefault("email", ""), Map.of());
            for (String column : List.of("name", "custom:note", "nickname")) {
                assertThat(row.get(column)).isEqualTo(person.getOrDefault(column, ""));
            }
        }
    }
}
