package io.github.cognitodr.drill;

import io.github.cognitodr.drill.OsakaStep.Born;
import io.github.cognitodr.drill.SignUps.SignedUp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of new users is imported into Tokyo as it is; whoever is there already stays as they are. */
final class HomecomingStep {

    private final Scene scene;
    private final Path directory;

    HomecomingStep(Scene scene, Path directory) {
        this.scene = scene;
        this.directory = directory;
    }

    void play(Born born) throws IOException, InterruptedException {
        Report report = scene.report();
        long before = scene.list(scene.tokyo(), scene.deployment().tokyo()).size();
        foretell(born);
        CommandLineRun restored = scene.cognitoDr().run("restore", "--yes");
        report.promise(
                restored.typed() + ": " + counts(restored),
                "1 imported, 0 created, " + before + " already there, 0 failed",
                counts(restored));
        report.promise("it ends with exit code 0: everybody is accounted for", 0, restored.exitCode());
        report.promise(
                "that user is in Tokyo, RESET_REQUIRED, every attribute alike, by the same stable id",
                deviations(born.signedUp()));
        report.promise("the users that Tokyo had are still its users, and one more", before + 1, (long)
                scene.list(scene.tokyo(), scene.deployment().tokyo()).size());
        CommandLineRun again = scene.cognitoDr().run("restore", "--yes");
        report.promise(
                "once more: " + counts(again),
                "0 imported, 0 created, " + (before + 1) + " already there, 0 failed",
                counts(again));
        CommandLineRun compared = scene.cognitoDr().run("compare");
        report.promise(
                compared.typed() + ": all " + (before + 1) + " alike",
                Map.of("SAME", before + 1),
                BackfillStep.findings(compared));
    }

    /** What the import of the snapshot's own file would do, as whoever imports by hand would ask. */
    private void foretell(Born born) throws IOException, InterruptedException {
        for (Manifest.File file : born.manifest().files("new-users")) {
            CommandLineRun checked = scene.cognitoDr()
                    .run("check", directory.resolve(file.name()).toString());
            scene.report()
                    .promise(
                            "cognito-dr check " + file.name() + ": an import job would take it", 0, checked.exitCode());
        }
    }

    private static String counts(CommandLineRun restored) {
        return restored.count("imported") + " imported, " + restored.count("created") + " created, "
                + restored.count("alreadyThere") + " already there, " + restored.count("failed") + " failed";
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
