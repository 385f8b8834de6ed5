package io.github.cognitodr.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Users who were in Tokyo before anybody replicated: no trigger ever runs for them, and {@code sync} brings them over. */
final class BackfillStep {
    private final Scene scene;
    private final int signedUp;

    /** @param signedUp how many have copies already */
    BackfillStep(Scene scene, int signedUp) {
        this.scene = scene;
        this.signedUp = signedUp;
    }

    void play(List<Person> people) throws IOException, InterruptedException {
        people.forEach(this::create);
        Report report = scene.report();
        CommandLineRun compared = scene.cognitoDr().run("compare");
        report.promise(
                compared.typed() + ": " + signedUp + " alike, " + people.size() + " missing",
                Map.of("SAME", (long) signedUp, "MISSING", (long) people.size()),
                findings(compared));
        CommandLineRun synced = scene.cognitoDr().run("sync", "--yes");
        report.promise(
                synced.typed() + ": " + synced.count("done/CREATE") + " created, " + synced.count("failed") + " failed",
                List.of(0, (long) people.size(), 0L),
                List.of(synced.exitCode(), synced.count("done/CREATE"), synced.count("failed")));
        CommandLineRun again = scene.cognitoDr().run("compare");
        report.promise(
                again.typed() + ": all " + (signedUp + people.size()) + " alike",
                Map.of("SAME", (long) signedUp + people.size()),
                findings(again));
    }

    /** What a comparison found, without what it did not find. */
    static Map<String, Long> findings(CommandLineRun compared) {
        Map<String, Long> findings = new TreeMap<>();
        compared.document().path("findings").properties().forEach(finding -> {
            if (finding.getValue().asLong() > 0) {
                findings.put(finding.getKey(), finding.getValue().asLong());
            }
        });
        return findings;
    }

    private void create(Person person) {
        List<AttributeType> attributes = new ArrayList<>();
        attributes.add(attribute("email", person.email()));
        attributes.add(attribute("email_verified", "true"));
        person.attributes().forEach((name, value) -> attributes.add(attribute(name, value)));
        String pool = scene.deployment().tokyo().id();
        scene.tokyo()
                .adminCreateUser(user -> user.userPoolId(pool)
                        .username(person.email())
                        .userAttributes(attributes)
                        .messageAction(MessageActionType.SUPPRESS));
        scene.tokyo()
                .adminSetUserPassword(password -> password.userPoolId(pool)
                        .username(person.email())
                        .password(person.password())
                        .permanent(true));
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
