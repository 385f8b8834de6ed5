package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * All that an operator may choose, read from {@code cdk.json}. {@code README.md} says what each one means.
 *
 * @param account the AWS account, or null for stacks that can go into any
 * @param primaryRegion where users sign up
 * @param standbyRegion where they go when that Region is down; another one than {@code primaryRegion}
 * @param primaryDomainPrefix first label of the primary's managed login address, or null for the default
 * @param standbyDomainPrefix the same of the standby
 * @param callbackUrls where managed login may return to; at least one
 * @param logoutUrls where it may return to after signing out
 * @param customAttributes by name, without {@code custom:}; the order of the schema
 * @param passwordMinLength characters, 12 to 99
 * @param featurePlan Essentials or Plus; Lite has no managed login
 * @param sesSender who sends mail, or null for Cognito's own sender
 * @param windowSeconds sign-ups of how many seconds share one snapshot, 1 to 300
 * @param settleSeconds wait after a window before the listing, 0 or more; window and wait together at most 900
 * @param listUsersRps ListUsers calls a second that a snapshot may make, 1 to 30
 * @param dailySnapshotAt when the snapshot of each day is asked for, UTC
 * @param logRetention how long the functions' logs are kept
 * @param triggerMemoryMb memory of the two functions that Cognito calls
 * @param retryMemoryMb memory of the function that replicates from the retry queue
 * @param snapshotMemoryMb memory of the function that takes snapshots
 */
public record Settings(
        @Nullable String account,
        String primaryRegion,
        String standbyRegion,
        @Nullable String primaryDomainPrefix,
        @Nullable String standbyDomainPrefix,
        List<String> callbackUrls,
        List<String> logoutUrls,
        Map<String, CustomAttribute> customAttributes,
        int passwordMinLength,
        FeaturePlan featurePlan,
        @Nullable SesSender sesSender,
        int windowSeconds,
        int settleSeconds,
        int listUsersRps,
        LocalTime dailySnapshotAt,
        RetentionDays logRetention,
        int triggerMemoryMb,
        int retryMemoryMb,
        int snapshotMemoryMb) {

    /** The key in the context of {@code cdk.json} that holds all settings. */
    public static final String CONTEXT_KEY = "cognito-dr";

    /** The custom attribute that carries a user's identity from pool to pool; always there, and no client's to write. */
    static final String ORIGIN_SUB = "origin_sub";

    /** What both pools sign in with. The functions are told, because they work for other pools too. */
    static final String USERNAME_ATTRIBUTE = "email";

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
