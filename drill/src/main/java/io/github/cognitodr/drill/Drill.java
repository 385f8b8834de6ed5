package io.github.cognitodr.drill;

import io.github.cognitodr.drill.OsakaStep.Born;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The main job, played from beginning to end: users of Tokyo exist in Osaka, and a user born in Osaka comes home. Every
 * promise is held against what the two pools and the bucket say.
 */
final class Drill {

    private final Report report;
    private final int users;
    private final Jars jars;
    private final Path directory;

    Drill(Report report, int users, Jars jars, Path directory) {
        this.report = report;
        this.users = users;
        this.jars = jars;
        this.directory = directory;
    }

    /** Plays all of it; the report knows whether every promise was kept. */
    void play() throws Exception {
        long start = System.nanoTime();
        report.line("cognito-dr drill: a user of Tokyo exists in Osaka, a user born in Osaka comes home.");
        report.line("The AWS services are played on this machine; the functions are the deployable jars.");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Scene scene = report.step("Two pools with required MFA come up", () -> {
                Scene made = new Scene(
                        sandbox,
                        Deployment.on(sandbox, jars),
                        new CognitoDr(jars.operator(), sandbox::environment, directory),
                        report);
                new PoolsStep(made).play();
                return made;
            });
            try {
                play(scene);
            } finally {
                scene.deployment().saveLogs(directory);
            }
            Summary.print(scene, directory, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void play(Scene scene) throws Exception {
        List<Person> people = People.tokyo(users);
        report.step(users + (users == 1 ? " person signs" : " people sign") + " up in Tokyo", () -> {
            new TokyoStep(scene).play(people);
            return people;
        });
        report.step("Three people who were in Tokyo before come along", () -> {
            new BackfillStep(scene, users).play(People.before(users));
            return people;
        });
        Born born = report.step(
                "One person signs up in Osaka",
                () -> new OsakaStep(scene, directory).play(People.osaka(users + People.BEFORE + 1)));
        report.step("The person born in Osaka comes home to Tokyo", () -> {
            new HomecomingStep(scene, directory).play(born);
            return born;
        });
        report.step("Would a failover succeed now?", () -> {
            new DoctorStep(scene).play();
            return born;
        });
    }
}
