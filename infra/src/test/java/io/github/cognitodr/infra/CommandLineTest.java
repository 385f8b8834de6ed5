package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code npm ci} and {@code npx cdk} find at the root of the project. */
class CommandLineTest {

    @Test
    void theCdkStartsAScriptThatIsThereAndCanRun() {
        JsonNode cdk = Json.parse(Synth.ROOT.resolve("cdk.json"));
        assertThat(Synth.ROOT.resolve(cdk.get("app").asText())).isExecutable();
    }

    /** Without these two the stacks would be linked by custom resources, and template errors found by deploying. */
    @Test
    void referencesAreWeakAndTemplatesAreValidated() {
        JsonNode context = Json.parse(Synth.ROOT.resolve("cdk.json")).get("context");
        assertThat(context.get("@aws-cdk/core:defaultCrossStackReferences").asText())
                .isEqualTo("weak");
        assertThat(context.get("@aws-cdk/core:validateAgainstDefaultRules").asBoolean())
                .isTrue();
    }

    /** A range would one day bring the next major version, which cannot read what this aws-cdk-lib writes. */
    @Test
    void theCommandLinesVersionIsExactAndTheLockFileNamesNoRegistry() throws IOException {
        String version = Json.parse(Synth.ROOT.resolve("package.json"))
                .at("/devDependencies/aws-cdk")
                .asText();
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Json.parse(Synth.ROOT.resolve("package-lock.json"))
                        .get("packages")
                        .get("node_modules/aws-cdk")
                        .get("version")
                        .asText())
                .isEqualTo(version);
        assertThat(Files.readString(Synth.ROOT.resolve("package-lock.json")))
                .doesNotContain("\"resolved\"")
                .doesNotContainPattern(Pattern.compile("https?://"));
    }
}
