package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.terminal.Spans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * How long it would take, after a failover today, until all users could sign in again, if all came at once: each needs
 * ForgotPassword and ConfirmForgotPassword, which share one quota that AWS does not raise; enrolling the authenticator
 * costs none of it. Before that, those whom the standby lacks have to be copied.
 *
 * @param users of the pool that has more, or of the standby where nobody could ask the primary
 * @param missing how many more the primary has than the standby; empty where nobody could ask the primary
 * @param defaultSender whether the standby sends with Cognito's own sender
 */
record RecoveryEstimate(long users, OptionalLong missing, boolean defaultSender) {
    private static final int CALLS_A_PERSON = 2;
    private static final int DEFAULT_SENDER_A_DAY = 50;

    /**
     * Empty where the standby could not be asked, for nobody can say how it would go there, and where nobody is counted.
     * Cognito's own counts, which may be hours old.
     */
    static Optional<RecoveryEstimate> of(Facts facts) {
        Optional<UserPoolType> primary = facts.primary().description().ifKnown();
        Optional<UserPoolType> standby = facts.standby().description().ifKnown();
        OptionalLong here = count(primary);
        OptionalLong there = count(standby);
        long users = Math.max(here.orElse(0), there.orElse(0));
        if (there.isEmpty() || users == 0) {
            return Optional.empty();
        }
        return Optional.of(new RecoveryEstimate(
                users,
                here.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(0, here.getAsLong() - there.getAsLong())),
                standby.filter(EmailSenderCheck::isDefault).isPresent()));
    }

    private static OptionalLong count(Optional<UserPoolType> pool) {
        return pool.map(UserPoolType::estimatedNumberOfUsers).stream()
                .mapToLong(Integer::longValue)
                .findFirst();
    }

    /** Copying costs one password call a person. */
    Duration copying() {
        return Duration.ofSeconds(ceil(missing.orElse(0), Category.USER_ACCOUNT_RECOVERY.usual()));
    }

    Duration recovering() {
        Duration byQuota = Duration.ofSeconds(ceil(users, Category.USER_ACCOUNT_RECOVERY.usual() / CALLS_A_PERSON));
        Duration bySender = defaultSender ? Duration.ofDays(ceil(users, DEFAULT_SENDER_A_DAY)) : Duration.ZERO;
        return byQuota.compareTo(bySender) > 0 ? byQuota : bySender;
    }

    String inWords() {
        int aSecond = Category.USER_ACCOUNT_RECOVERY.usual() / CALLS_A_PERSON;
        String text = String.format(
                Locale.ROOT,
                "After a failover today all of %,d users%s could sign in again within %s at the earliest, if all came at"
                        + " once: %s.",
                users,
                missing.isEmpty() ? " of the standby" : "",
                Spans.inWords(copying().plus(recovering())),
                defaultSender
                        ? DEFAULT_SENDER_A_DAY + " a day, by Cognito's default sender"
                        : aSecond + " people a second recover their passwords (SES must send as fast)");
        if (missing.isEmpty()) {
            return text + " How many it lacks cannot be told: the primary's users could not be counted.";
        }
        return missing.getAsLong() == 0
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                " Of this, %s to bring over the %,d whom the standby lacks.",
                                Spans.inWords(copying()),
                                missing.getAsLong());
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("users", users);
        missing.ifPresent(known -> document.put("missingInStandby", known));
        document.put("defaultSender", defaultSender);
        document.put("seconds", copying().plus(recovering()).toSeconds());
        return document;
    }

    private static long ceil(long number, int by) {
        return (number + by - 1) / by;
    }
}
