package io.github.cognitodr.infra;

import org.jspecify.annotations.Nullable;

/**
 * All that an operator may choose, read from {@code cdk.json}. {@code README.md} says what each one means.
 *
 * @param account the AWS account, or null for stacks that can go into any
 * @param primaryRegion where users sign up
 * @param standbyRegion where they go when that Region is down; another one than {@code primaryRegion}
 * @param primaryUserPoolId a pool of the operator's own in {@code primaryRegion}, or null for one that the app makes
 * @param pools what the pools are that the app makes
 * @param sesSender who sends mail, or null for Cognito's own sender
 * @param snapshots when and how the standby is saved
 * @param functions memory, time and logs of the functions
 * @param operations alarms, the operator's role, the fence
 */
public record Settings(
        @Nullable String account,
        String primaryRegion,
        String standbyRegion,
        @Nullable String primaryUserPoolId,
        PoolSettings pools,
        @Nullable SesSender sesSender,
        SnapshotSettings snapshots,
        FunctionSettings functions,
        OperationsSettings operations) {

    /** The key in the context of {@code cdk.json} that holds all settings. */
    public static final String CONTEXT_KEY = "cognito-dr";

    /** The custom attribute that carries a user's identity from pool to pool; always there, and no client's to write. */
    static final String ORIGIN_SUB = "origin_sub";

    /**
     * Reads and checks the settings.
     *
     * @param context the value under {@link #CONTEXT_KEY}, as the CDK hands it over: null when there is none
     * @return the settings, with the default for each one left out
     * @throws InvalidSettingsException naming every setting that is wrong, unknown ones included
     */
    public static Settings from(@Nullable Object context) {
        return SettingsReader.read(context);
    }
}
