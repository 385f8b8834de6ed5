package io.github.cognitodr.drill;

import io.github.cognitodr.drill.ImportJobs.Result;
import io.github.cognitodr.drill.OsakaStep.Born;
import io.github.cognitodr.drill.SignUps.SignedUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of new users is imported into Tokyo as it is; whoever is there already stays as they are. */
final class HomecomingStep {

    private final Scene scene;
    private final Path directory;
    private final ImportJobs jobs;

    HomecomingStep(Scene scene, Path directory) {
        this.scene = scene;
        this.directory = directory;
        this.jobs = new ImportJobs(scene.tokyo(), scene.deployment().tokyo().id());
    }

    void play(Born born) throws IOException, InterruptedException {
        Report report = scene.report();
        for (Manifest.File file : born.manifest().files("new-users")) {
            Result result = run(file);
            report.promise(
                    "import of " + file.name() + " into Tokyo: " + result.counts() + " (" + result.status() + ")",
                    "1 imported, 0 skipped, 0 failed",
                    result.counts());
        }
        report.promise(
                "that user is in Tokyo, RESET_REQUIRED, every attribute alike, by the same stable id",
                deviations(born.signedUp()));
        int before = scene.list(scene.tokyo(), scene.deployment().tokyo()).size();
        for (Manifest.File file : born.manifest().files("users")) {
            Result result = run(file);
            report.promise(
                    "import of " + file.name() + ", the whole pool: " + result.counts() + " (" + result.status() + ")",
                    "0 imported, " + file.rows() + " skipped, 0 failed",
                    result.counts());
            if (result.status().equals("Failed")) {
                report.note("Cognito: \"" + result.message() + "\"");
                report.note("That is its documented way with a job of mostly skipped users: the counts are the truth.");
            }
        }
        report.promise(
                "the users that Tokyo had are still its users, and no more",
                before,
                scene.list(scene.tokyo(), scene.deployment().tokyo()).size());
    }

    /** Runs a job, and keeps its log beside the file. */
    private Result run(Manifest.File file) throws IOException, InterruptedException {
        Result result = jobs.run(file.name().replace(".csv", ""), directory.resolve(file.name()));
        Files.write(
                directory.resolve(file.name().replace(".csv", "-import.log")),
                scene.sandbox()
                        .cognito(Regions.TOKYO)
                        .importLog(scene.deployment().tokyo().id(), result.jobId()));
        return result;
    }

    private List<String> deviations(SignedUp signedUp) {
        String who = "sub " + signedUp.sub();
        String email = signedUp.person().email();
        Deployment deployment = scene.deployment();
        @Nullable UserRecord origin = UserRecord.find(scene.osaka(), deployment.osaka().id(), email);
        @Nullable UserRecord home = UserRecord.find(scene.tokyo(), deployment.tokyo().id(), email);
        if (origin == null || home == null) {
            return List.of(who + ": expected in both pools, found in " + (home == null ? "Osaka only" : "Tokyo only"));
        }
        List<String> deviations = new ArrayList<>();
        for (String name : origin.differences(home)) {
            deviations.add(who + ": attribute " + name + " expected equal, found different");
        }
        if (!home.status().equals("RESET_REQUIRED")) {
            deviations.add(who + ": expected RESET_REQUIRED, found " + home.status());
        }
        if (!home.stableId().equals(origin.stableId())) {
            deviations.add(who + ": expected stable id " + origin.stableId() + ", found " + home.stableId());
        }
        return deviations;
    }
}
