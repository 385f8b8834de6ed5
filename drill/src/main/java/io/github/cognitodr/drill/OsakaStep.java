package io.github.cognitodr.drill;

import io.github.cognitodr.drill.SignUps.SignedUp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Somebody signs up in Osaka: the function asks for a snapshot, and the worker takes it. */
final class OsakaStep {

    /** Far beyond the window and the settling time: a busy machine starts JVMs slowly. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Scene scene;
    private final Path directory;

    OsakaStep(Scene scene, Path directory) {
        this.scene = scene;
        this.directory = directory;
    }

    /** What came of it. */
    record Born(SignedUp signedUp, Manifest manifest) {}

    Born play(Person person) throws IOException, InterruptedException {
        Deployment deployment = scene.deployment();
        deployment.awaitSnapshots();
        SignedUp signedUp =
                new SignUps(scene.sandbox().cognito(Regions.OSAKA), scene.osaka(), deployment.osaka()).signUp(person);
        Instant confirmed = Instant.now();
        S3Client s3 = scene.sandbox().s3Client();
        Snapshots snapshots =
                new Snapshots(s3, Deployment.BUCKET, deployment.osaka().id());
        Manifest manifest = snapshots.await(confirmed.truncatedTo(ChronoUnit.SECONDS), LIMIT);
        Duration sealed = Duration.between(confirmed, Instant.now());
        snapshots.download(manifest, directory);
        report(manifest, sealed);
        return new Born(signedUp, manifest);
    }

    private void report(Manifest manifest, Duration sealed) throws IOException, InterruptedException {
        Report report = scene.report();
        Pool osaka = scene.deployment().osaka();
        long users = scene.list(scene.osaka(), osaka).size();
        report.promise(
                "a snapshot was sealed " + Report.seconds(sealed) + " later (window " + Deployment.WINDOW_SECONDS
                        + " s, settling " + Deployment.SETTLE_SECONDS + " s) with all " + users + " users",
                users,
                manifest.users());
        report.promise(
                "users " + manifest.users() + " = importable " + manifest.importable() + " + unimportable "
                        + manifest.unimportableUsers() + " = profiles " + manifest.rows("profiles"),
                List.of(manifest.users(), manifest.users()),
                List.of(manifest.importable() + manifest.unimportableUsers(), manifest.rows("profiles")));
        manifest.unimportable()
                .forEach((reason, count) ->
                        report.note(count + " left out of the CSV and kept whole in unimportable: " + reason));
        report.promise(
                "the rows are where the manifest says: users, new-users, unimportable",
                List.of(manifest.importable(), manifest.newUsers(), manifest.unimportableUsers()),
                List.of(manifest.rows("users"), manifest.rows("new-users"), manifest.rows("unimportable")));
        CommandLineRun verified = scene.cognitoDr().run("snapshot", "verify");
        report.promise(
                verified.typed() + ": " + manifest.files().size() + " files match rows, sizes and SHA-256",
                0,
                verified.exitCode());
        report.promise(
                "the CSV header is that of GetCSVHeader, "
                        + manifest.csvHeader().size() + " columns",
                scene.osaka()
                        .getCSVHeader(request -> request.userPoolId(osaka.id()))
                        .csvHeader(),
                manifest.csvHeader());
        report.promise("exactly one user is new: the one born in Osaka", 1L, manifest.newUsers());
    }
}
