package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JSON of {@code cdk.json} into {@link Settings}. Everything wrong is collected, so that a person mends the
 * file once; what AWS would refuse in the middle of a deployment is refused here.
 */
final class SettingsReader {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern WEB_ACL =
            Pattern.compile("arn:aws:wafv2:([a-z0-9-]+):\\d{12}:regional/webacl/[A-Za-z0-9_-]{1,128}/[a-f0-9-]{36}");
    private static final Pattern POOL = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d_[A-Za-z0-9]{1,45}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws:iam::\\d{12}:(root|(user|role)/[A-Za-z0-9+=,.@_/-]{1,576})");

    private static final int MAX_PRINCIPALS = 20;
    private static final int MAX_ALARM_EMAILS = 20;

    /** The longest delay of SQS. */
    private static final int LONGEST_DELAY_SECONDS = 900;

    private static final int DEFAULT_LOG_DAYS = 90;
    private static final int TEN_YEARS = 3650;

    /**
     * Pools of these Regions send through SES of their own Region and no other. (Developer guide, Email settings, table
     * of Regions: "In-Region only")
     */
    private static final Set<String> OWN_SES_ONLY = Set.of("ap-northeast-3");

    private final RawSettings raw;
    private Set<String> regions = Set.of();

    private SettingsReader(RawSettings raw) {
        this.raw = raw;
    }

    static Settings read(@Nullable Object context) {
        if (context != null && !(context instanceof Map)) {
            throw new InvalidSettingsException(
                    List.of("must be a JSON object; the command line cannot replace it with --context"));
        }
        return new SettingsReader(RawSettings.of(context == null ? Map.of() : (Map<?, ?>) context)).settings();
    }

    private Settings settings() {
        String account = raw.text("account", ACCOUNT, "12 digits, as a string");
        String primaryRegion = region("primaryRegion", "ap-northeast-1");
        String standbyRegion = region("standbyRegion", "ap-northeast-3");
        if (primaryRegion.equals(standbyRegion)) {
            raw.problem("standbyRegion must be another Region than primaryRegion (" + primaryRegion + ")");
        }
        Settings settings = new Settings(
                account,
                primaryRegion,
                standbyRegion,
                ownPool(primaryRegion),
                new PoolSettingsReader(raw).read(),
                sesSender(primaryRegion, standbyRegion),
                snapshots(),
                functions(),
                operations(primaryRegion, standbyRegion));
        raw.refuseUnknown();
        if (!raw.problems().isEmpty()) {
            throw new InvalidSettingsException(raw.problems());
        }
        return settings;
    }

    private String region(String name, String byDefault) {
        String value = raw.text(name, regions()::contains, "the code of a Region, such as " + byDefault);
        return value == null ? byDefault : value;
    }

    private Set<String> regions() {
        if (regions.isEmpty()) {
            regions = Regions.known();
        }
        return regions;
    }

    private @Nullable String ownPool(String primaryRegion) {
        String pool = raw.text(
                "primaryUserPoolId",
                text -> POOL.matcher(text).matches() && text.startsWith(primaryRegion + "_"),
                "the id of a user pool in primaryRegion, such as " + primaryRegion + "_AbCdEfGhI");
        if (pool != null) {
            for (String name : List.of("primaryDomainPrefix", "sesPrimaryRegion")) {
                if (raw.has(name)) {
                    raw.problem(
                            name + " is about a pool that the app makes; with primaryUserPoolId it makes none there");
                }
            }
        }
        return pool;
    }

    private @Nullable SesSender sesSender(String primaryRegion, String standbyRegion) {
        String from = raw.text("sesFromAddress", EMAIL, "an e-mail address without a name");
        String domain = raw.text(
                "sesVerifiedDomain",
                verified -> from == null || (from + ".").matches(".*[@.]" + Pattern.quote(verified) + "\\."),
                "the domain of sesFromAddress, or one above it");
        String primary = region("sesPrimaryRegion", primaryRegion);
        String standby = region("sesStandbyRegion", standbyRegion);
        if (from == null) {
            for (String name : List.of("sesVerifiedDomain", "sesPrimaryRegion", "sesStandbyRegion")) {
                if (raw.has(name)) {
                    raw.problem(name + " needs sesFromAddress");
                }
            }
            return null;
        }
        if (standby.equals(primaryRegion) && !primaryRegion.equals(standbyRegion)) {
            raw.problem("sesStandbyRegion must not be the primary Region (" + primaryRegion
                    + "), which is down when the standby has to send mail");
        } else {
            ownSesOnly("sesStandbyRegion", standby, standbyRegion);
        }
        ownSesOnly("sesPrimaryRegion", primary, primaryRegion);
        return new SesSender(from, domain, primary, standby);
    }

    private void ownSesOnly(String name, String sesRegion, String poolRegion) {
        if (OWN_SES_ONLY.contains(poolRegion) && !sesRegion.equals(poolRegion)) {
            raw.problem(name + " must be " + poolRegion
                    + ": a pool there sends through SES of its own Region only, not " + sesRegion);
        }
    }

    private SnapshotSettings snapshots() {
        SnapshotSettings snapshots = new SnapshotSettings(
                raw.number("windowSeconds", 300, 1, 300),
                raw.number("settleSeconds", 60, 0, LONGEST_DELAY_SECONDS - 1),
                raw.number("listUsersRps", 20, 1, 30),
                raw.time("dailySnapshotAt", "18:00"),
                raw.number("snapshotShortDays", 3, 1, TEN_YEARS),
                raw.number("snapshotDailyDays", 35, 1, TEN_YEARS),
                raw.number("snapshotMonthlyDays", 365, 1, TEN_YEARS));
        int delay = snapshots.windowSeconds() + snapshots.settleSeconds();
        if (delay > LONGEST_DELAY_SECONDS) {
            raw.problem("windowSeconds + settleSeconds must be at most " + LONGEST_DELAY_SECONDS
                    + " (15 minutes, the longest delay of SQS), not " + delay);
        }
        if (snapshots.shortDays() > snapshots.dailyDays() || snapshots.dailyDays() > snapshots.monthlyDays()) {
            raw.problem(
                    "snapshotShortDays, snapshotDailyDays and snapshotMonthlyDays must not go down: a day's first snapshot"
                            + " is to outlive the others of that day, and a month's first those of the days; not "
                            + snapshots.shortDays() + ", " + snapshots.dailyDays() + ", " + snapshots.monthlyDays());
        }
        return snapshots;
    }

    private FunctionSettings functions() {
        return new FunctionSettings(
                raw.number("triggerMemoryMb", 1769, 1024, 10_240),
                raw.number("retryMemoryMb", 512, 256, 10_240),
                raw.number("retryTimeoutSeconds", 60, 30, 900),
                raw.number("snapshotMemoryMb", 1024, 512, 10_240),
                raw.number("snapshotTimeoutSeconds", 900, 120, 900),
                logRetention());
    }

    private LogRetention logRetention() {
        int days = raw.number("logRetentionDays", DEFAULT_LOG_DAYS, 1, 3653);
        if (LogRetention.known().contains(days)) {
            return new LogRetention(days);
        }
        raw.problem("logRetentionDays must be one of " + LogRetention.known() + ", not " + days);
        return new LogRetention(DEFAULT_LOG_DAYS);
    }

    private OperationsSettings operations(String primaryRegion, String standbyRegion) {
        boolean told = raw.has("alarmEmails");
        boolean fencePrimary = raw.flag("fencePrimary", false);
        if (raw.has("primaryWebAclArn") && !fencePrimary) {
            raw.problem("primaryWebAclArn needs fencePrimary: without it no failover takes a web ACL off the primary");
        }
        List<String> emails = raw.texts(
                "alarmEmails",
                0,
                MAX_ALARM_EMAILS,
                email -> EMAIL.matcher(email).matches(),
                "a list of at most " + MAX_ALARM_EMAILS + " e-mail addresses");
        return new OperationsSettings(
                told ? emails : null,
                raw.texts(
                        "operatorPrincipals",
                        0,
                        MAX_PRINCIPALS,
                        principal -> PRINCIPAL.matcher(principal).matches(),
                        "a list of at most " + MAX_PRINCIPALS
                                + " ARNs of IAM roles, users or accounts, such as arn:aws:iam::123456789012:role/on-call"),
                fencePrimary,
                webAcl("primaryWebAclArn", primaryRegion),
                webAcl("standbyWebAclArn", standbyRegion));
    }

    private @Nullable String webAcl(String name, String region) {
        return raw.text(
                name,
                arn -> {
                    Matcher matcher = WEB_ACL.matcher(arn);
                    return matcher.matches() && matcher.group(1).equals(region);
                },
                "the ARN of a regional web ACL in " + region);
    }
}
