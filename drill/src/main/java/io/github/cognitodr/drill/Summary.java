package io.github.cognitodr.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The table at the end. */
final class Summary {

    private Summary() {}

    /** Who is where, how long each step took, and where the files are. */
    static void print(Scene scene, Path directory, Duration total) {
        Report report = scene.report();
        report.line("");
        report.line(String.format(Locale.ROOT, "   %-30s %8s %12s %8s", "pool", "users", "born there", "copies"));
        row(scene, "Tokyo", scene.tokyo(), scene.deployment().tokyo());
        row(scene, "Osaka", scene.osaka(), scene.deployment().osaka());
        report.line("");
        int number = 0;
        for (Report.Timing timing : report.timings()) {
            number++;
            report.line(String.format(
                    Locale.ROOT, "   %d. %-50s %8s", number, timing.title(), Report.seconds(timing.took())));
        }
        report.line("");
        report.line("   Files: " + shortest(directory));
        report.line("");
        report.line(
                report.allKept()
                        ? "All " + report.promises() + " promises kept in " + Report.seconds(total) + "."
                        : report.broken() + " of " + report.promises() + " promises broken, in " + Report.seconds(total)
                                + ".");
    }

    /** As the person who stands here would type it. */
    private static Path shortest(Path directory) {
        Path here = Path.of("").toAbsolutePath().normalize();
        return directory.startsWith(here) ? here.relativize(directory) : directory;
    }

    private static void row(Scene scene, String name, CognitoIdentityProviderClient cognito, Pool pool) {
        List<UserType> users = scene.list(cognito, pool);
        long copies = users.stream()
                .filter(user -> user.attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals(PoolSetup.ORIGIN_SUB)))
                .count();
        scene.report()
                .line(String.format(
                        Locale.ROOT,
                        "   %-30s %8d %12d %8d",
                        name + " " + pool.id(),
                        users.size(),
                        users.size() - copies,
                        copies));
    }
}
