package io.github.cognitodr.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Template;

/**
 * The app, synthesised as {@code npx cdk synth} does it, with the context of the project's {@code cdk.json}. Starting
 * the CDK takes seconds, so tests share two of them.
 */
final class Synth {

    /** Where {@code cdk.json} is. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static @Nullable Synth shipped;
    private static @Nullable Synth customised;

    private final CognitoDrApp app;
    private final StackTemplate standby;
    private final StackTemplate primary;

    private Synth(Map<String, Object> settings, @Nullable String account, Consumer<CognitoDrApp> beforeSynthesis) {
        Map<String, Object> context =
                new HashMap<>(Json.map(Json.parse(ROOT.resolve("cdk.json")).get("context")));
        Map<String, Object> all = new HashMap<>(map(context.get(Settings.CONTEXT_KEY)));
        all.putAll(settings);
        context.put(Settings.CONTEXT_KEY, all);
        App cdk = new App(AppProps.builder()
                .context(context)
                .outdir(temporary().resolve("cdk.out").toString())
                .build());
        app = CognitoDrApp.in(
                cdk, Settings.from(cdk.getNode().tryGetContext(Settings.CONTEXT_KEY)), dummyJars(), account);
        beforeSynthesis.accept(app);
        // The first template synthesises the whole app, and adds nothing to it afterwards.
        standby = new StackTemplate(Json.of(Template.fromStack(app.standby()).toJSON()), null);
        primary = new StackTemplate(Json.of(Template.fromStack(app.primary()).toJSON()), standby);
    }

    /** What a person gets who changes no setting and has no credentials: no account either. */
    static synchronized Synth shipped() {
        if (shipped == null) {
            shipped = new Synth(Map.of(), null, app -> {
                Aspects.of(app.standby().getNode().getRoot()).add(new AwsSolutionsChecks());
                CdkNagTest.suppressions(app);
            });
        }
        return shipped;
    }

    /** With every optional setting, and an account. */
    static synchronized Synth customised() {
        if (customised == null) {
            customised = new Synth(Json.map(Json.parse("""
                            {
                              "primaryRegion": "us-east-1",
                              "standbyRegion": "eu-west-1",
                              "primaryDomainPrefix": "login-example",
                              "featurePlan": "PLUS",
                              "passwordMinLength": 16,
                              "sesFromAddress": "no-reply@example.com",
                              "sesDomainVerified": true,
                              "customAttributes": {
                                "plan": {"type": "String", "maxLength": 20},
                                "theme": {"type": "String", "userWritable": true},
                                "visits": {"type": "Number"},
                                "tester": {"type": "Boolean"},
                                "joined": {"type": "DateTime", "mutable": false}
                              },
                              "windowSeconds": 120,
                              "settleSeconds": 30,
                              "listUsersRps": 5,
                              "dailySnapshotAt": "03:45",
                              "logRetentionDays": 30
                            }""")), "123456789012", app -> {});
        }
        return customised;
    }

    CognitoDrApp app() {
        return app;
    }

    StackTemplate standby() {
        return standby;
    }

    StackTemplate primary() {
        return primary;
    }

    static FunctionJars dummyJars() {
        try {
            Path directory = temporary();
            return new FunctionJars(
                    Files.writeString(directory.resolve("replicate-lambda.jar"), "replicate"),
                    Files.writeString(directory.resolve("backup-lambda.jar"), "backup"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "synth");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map)) {
            throw new AssertionError("no settings in cdk.json: " + value);
        }
        return (Map<String, Object>) value;
    }
}
