package io.github.cognitodr.drill;

import io.github.cognitodr.drill.SignUps.SignedUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People sign up and confirm in Tokyo, and each of them is in Osaka. */
final class TokyoStep {

    /** Longer than the pause before a copy that stopped half way is taken up again. */
    private static final Duration RETRY_LIMIT = Duration.ofMinutes(3);

    private final Scene scene;

    TokyoStep(Scene scene) {
        this.scene = scene;
    }

    void play(List<Person> people) throws InterruptedException {
        Deployment deployment = scene.deployment();
        deployment.awaitReplication();
        SignUps signUps = new SignUps(scene.sandbox().cognito(Regions.TOKYO), scene.tokyo(), deployment.tokyo());
        List<SignedUp> signedUp = new ArrayList<>();
        for (Person person : people) {
            signedUp.add(signUps.signUp(person));
            // Not before the first: a JVM's first call is its slowest, and nothing should compete with it for the
            // machine, since a trigger has five seconds.
            deployment.beginSnapshots();
        }
        Duration slowest = signedUp.stream()
                .map(SignedUp::confirmation)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        scene.report()
                .promise(
                        String.format(
                                Locale.ROOT,
                                "%d signed up, confirmed, and were answered within %d ms",
                                people.size(),
                                slowest.toMillis()),
                        refusals(signedUp));
        awaitRetries(signedUp);
        check(signedUp);
    }

    private static List<String> refusals(List<SignedUp> signedUp) {
        return signedUp.stream()
                .filter(user -> !user.refusal().isEmpty())
                .map(user -> "sub " + user.sub() + ": expected a confirmation, found " + user.refusal())
                .toList();
    }

    /** On a busy machine a copy may take longer than a sign-up can wait, and comes by the queue: no broken promise. */
    private void awaitRetries(List<SignedUp> signedUp) throws InterruptedException {
        long waiting = notReady(signedUp);
        if (waiting == 0) {
            return;
        }
        scene.report().note(waiting + " took longer than a sign-up may wait, and come by way of the retry queue");
        long end = System.nanoTime() + RETRY_LIMIT.toNanos();
        while (notReady(signedUp) > 0 && System.nanoTime() < end) {
            Thread.sleep(500);
        }
    }

    /** How many have no copy in Osaka, or one that cannot recover the account yet. */
    private long notReady(List<SignedUp> signedUp) {
        String osaka = scene.deployment().osaka().id();
        return signedUp.stream()
                .map(user -> Optional.ofNullable(
                        UserRecord.find(scene.osaka(), osaka, user.person().email())))
                .filter(copy -> !copy.map(UserRecord::status).equals(Optional.of("CONFIRMED")))
                .count();
    }

    private void check(List<SignedUp> signedUp) {
        Deployment deployment = scene.deployment();
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        List<String> unready = new ArrayList<>();
        List<String> nameless = new ArrayList<>();
        for (SignedUp user : signedUp) {
            String who = "sub " + user.sub();
            String email = user.person().email();
            @Nullable UserRecord origin =
                    UserRecord.find(scene.tokyo(), deployment.tokyo().id(), email);
            @Nullable UserRecord copy = UserRecord.find(scene.osaka(), deployment.osaka().id(), email);
            if (origin == null || copy == null) {
                missing.add(who + ": expected in both pools, found in " + (origin == null ? "neither" : "Tokyo only"));
                continue;
            }
            for (String name : origin.differences(copy)) {
                different.add(who + ": attribute " + name + " expected equal, found different");
            }
            if (!copy.status().equals("CONFIRMED") || !copy.enabled()) {
                unready.add(who + ": expected CONFIRMED and enabled, found " + copy.status()
                        + (copy.enabled() ? "" : " and disabled"));
            }
            if (!copy.stableId().equals(user.sub())) {
                nameless.add(who + ": expected as custom:origin_sub, found " + copy.stableId());
            }
        }
        Report report = scene.report();
        String all = signedUp.size() == 1 ? "this one" : "all " + signedUp.size();
        int osaka = scene.list(scene.osaka(), deployment.osaka()).size();
        report.promise(all + " exist in Osaka", missing);
        report.promise("every attribute is alike, the verified flags among them", different);
        report.promise("each copy carries the sub of Tokyo as custom:origin_sub", nameless);
        report.promise("each copy is CONFIRMED and enabled, so that \"forgot password\" works", unready);
        report.promise("Osaka holds nobody else", signedUp.size(), osaka);
        report.promise(
                "nobody was sent a message from Osaka",
                0,
                scene.sandbox().cognito(Regions.OSAKA).outbox().messages().size());
    }
}
