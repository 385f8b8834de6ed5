package io.github.cognitodr.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The doctor looks at all of it. */
final class DoctorStep {
    private final Scene scene;

    DoctorStep(Scene scene) {
        this.scene = scene;
    }

    void play() throws IOException, InterruptedException {
        CommandLineRun examined = scene.cognitoDr().run("doctor", "--users");
        List<String> critical = new ArrayList<>();
        int ok = 0;
        int warnings = 0;
        for (JsonNode check : examined.document().path("checks")) {
            switch (check.path("severity").asString()) {
                case "critical" -> critical.add(check.path("check").asString());
                case "warning" -> {
                    warnings++;
                    scene.report().note("warning: " + check.path("check").asString());
                }
                default -> ok++;
            }
        }
        scene.report()
                .promise(examined.typed() + ": " + ok + " ok, " + warnings + " warnings, nothing critical", critical);
        scene.report().promise("it ends with exit code 0", 0, examined.exitCode());
    }
}
