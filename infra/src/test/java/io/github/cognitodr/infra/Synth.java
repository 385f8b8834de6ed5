package io.github.cognitodr.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Template;

/**
 * The app, synthesised as {@code npx cdk synth} does it, with the context of the project's {@code cdk.json}. Starting
 * the CDK takes seconds, so tests share them.
 */
final class Synth {

    /** Where {@code cdk.json} is. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Map<String, Synth> MADE = new ConcurrentHashMap<>();

    private final CognitoDrApp app;
    private final StackTemplate standby;
    private final StackTemplate primary;

    private Synth(Map<String, Object> settings, @Nullable String account) {
        Map<String, Object> context =
                new HashMap<>(Json.map(Json.parse(ROOT.resolve("cdk.json")).get("context")));
        Map<String, Object> all = new HashMap<>(map(context.get(Settings.CONTEXT_KEY)));
        all.putAll(settings);
        context.put(Settings.CONTEXT_KEY, all);
        App cdk = new App(AppProps.builder()
                .context(context)
                .outdir(temporary().resolve("cdk.out").toString())
                .build());
        Settings read = Settings.from(cdk.getNode().tryGetContext(Settings.CONTEXT_KEY));
        app = CognitoDrApp.in(cdk, read, dummyJars(), account);
        Aspects.of(cdk).add(new AwsSolutionsChecks());
        CdkNagTest.suppressions(app, read);
        // The first template synthesises the whole app, and adds nothing to it afterwards.
        standby = new StackTemplate(Json.of(Template.fromStack(app.standby()).toJSON()), null);
        primary = new StackTemplate(Json.of(Template.fromStack(app.primary()).toJSON()), standby);
    }

    /** What a person gets who changes no setting and has no credentials: no account either. */
    static Synth shipped() {
        return made("{}", null);
    }

    /** Other Regions, an account, and every optional setting that goes with the rest. */
    static Synth customised() {
        return made("""
                {
                  "primaryRegion": "us-east-1",
                  "standbyRegion": "eu-west-1",
                  "primaryDomainPrefix": "login-example",
                  "featurePlan": "PLUS",
                  "passwordMinLength": 16,
                  "sesFromAddress": "no-reply@mail.example.com",
                  "sesVerifiedDomain": "example.com",
                  "requiredAttributes": ["name", "birthdate"],
                  "appClients": {
                    "web": {"callbackUrls": ["https://app.example.com/callback"], "secret": true},
                    "phone": {"callbackUrls": ["myapp://signed-in"], "logoutUrls": ["myapp://signed-out"]}
                  },
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
                  "snapshotShortDays": 7,
                  "snapshotDailyDays": 60,
                  "snapshotMonthlyDays": 730,
                  "triggerMemoryMb": 2048,
                  "retryMemoryMb": 1024,
                  "retryTimeoutSeconds": 120,
                  "snapshotMemoryMb": 2048,
                  "snapshotTimeoutSeconds": 600,
                  "logRetentionDays": 30,
                  "alarmEmails": ["on-call@example.com"],
                  "operatorPrincipals": ["arn:aws:iam::123456789012:role/on-call"],
                  "fencePrimary": true,
                  "primaryWebAclArn":
                      "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef",
                  "standbyWebAclArn":
                      "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef"
                }""", "123456789012");
    }

    /** With a pool in Tokyo that somebody else has made. */
    static Synth ownPrimary() {
        return made("{\"primaryUserPoolId\": \"ap-northeast-1_AbCdEfGhI\", \"fencePrimary\": true}", null);
    }

    static Synth byPhone() {
        return made("{\"signInWith\": \"phone_number\"}", null);
    }

    /** Every way in which the stacks are synthesised here. */
    static List<Synth> all() {
        return List.of(shipped(), customised(), ownPrimary(), byPhone());
    }

    private static Synth made(String settings, @Nullable String account) {
        return MADE.computeIfAbsent(settings, json -> new Synth(Json.map(Json.parse(json)), account));
    }

    List<StackTemplate> templates() {
        return List.of(standby, primary);
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
