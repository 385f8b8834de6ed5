package io.github.cognitodr.infra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * The CDK app. {@code npx cdk synth} starts it through {@code bin/cdk-app}; it needs neither credentials nor network.
 *
 * @param standby deployed first
 * @param primary deployed second
 */
public record CognitoDrApp(StandbyStack standby, PrimaryStack primary) {

    /**
     * Adds both stacks to an app.
     *
     * @param app the app
     * @param settings what the operator chose
     * @param jars code of the functions
     * @param defaultAccount the account of the caller's credentials, for settings that name none; null leaves the
     *     stacks deployable into any
     * @return both stacks
     */
    public static CognitoDrApp in(App app, Settings settings, FunctionJars jars, @Nullable String defaultAccount) {
        String account = settings.account() == null ? defaultAccount : settings.account();
        StandbyStack standby = new StandbyStack(
                app,
                props(account, settings.standbyRegion(), "The standby pool and its snapshots"),
                settings,
                jars.backup());
        PrimaryStack primary = new PrimaryStack(
                app,
                props(account, settings.primaryRegion(), "The primary pool and its replication"),
                settings,
                jars.replicate(),
                standby);
        return new CognitoDrApp(standby, primary);
    }

    /**
     * Synthesises both stacks from the settings in {@code cdk.json} and the jars below the working directory.
     *
     * @param args none
     */
    public static void main(String[] args) {
        App app = new App();
        try {
            Settings settings = Settings.from(app.getNode().tryGetContext(Settings.CONTEXT_KEY));
            CognitoDrApp.in(app, settings, FunctionJars.builtIn(Path.of("")), System.getenv("CDK_DEFAULT_ACCOUNT"));
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            // The person at the terminal can act on the message; a stack trace would only hide it.
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    private static StackProps props(@Nullable String account, String region, String description) {
        Environment.Builder environment = Environment.builder().region(region);
        if (account != null) {
            environment.account(account);
        }
        return StackProps.builder()
                .env(environment.build())
                .description(description)
                // The primary refers to the standby weakly: nothing else would keep anybody from deleting it.
                .terminationProtection(true)
                .build();
    }
}
