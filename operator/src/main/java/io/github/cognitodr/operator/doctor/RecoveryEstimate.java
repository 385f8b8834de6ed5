package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.terminal.Spans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * How long it would take, after a failover today, until all users could sign in again, if all came at once: each needs
 * ForgotPassword and ConfirmForgotPassword, which share one quota that AWS does not raise; enrolling the authenticator
 * costs none of it. Before that, those whom the standby lacks have to be copied.
 *
 * @param users of the primary, or of the standby where nobody could ask the primary
 * @param missing how many more the primary has than the standby
 * @param defaultSender whether the standby sends with Cognito's own sender
 */
record RecoveryEstimate(long users, long missing, boolean defaultSender) {
    private static final int CALLS_A_PERSON = 2;
    private static final int DEFAULT_SENDER_A_DAY = 50;

    /** Empty where neither pool could be asked. Cognito's own counts, which may be hours old. */
    static Optional<RecoveryEstimate> of(Facts facts) {
        Optional<UserPoolType> primary = facts.primary().description().ifKnown();
        Optional<UserPoolType> standby = facts.standby().description().ifKnown();
        if (primary.isEmpty() && standby.isEmpty()) {
            return Optional.empty();
        }
        long here = primary.map(RecoveryEstimate::count).orElse(0L);
        long there = standby.map(RecoveryEstimate::count).orElse(0L);
        return Optional.of(new RecoveryEstimate(
                Math.max(here, there),
                standby.isEmpty() ? 0 : Math.max(0, here - there),
                standby.filter(EmailSenderCheck::isDefault).isPresent()));
    }

    private static long count(UserPoolType pool) {
        Integer users = pool.estimatedNumberOfUsers();
        return users == null ? 0 : users;
    }

    /** Copying costs one password call a person. */
    Duration copying() {
        return Duration.ofSeconds(ceil(missing, Category.USER_ACCOUNT_RECOVERY.usual()));
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
                "After a failover today all of %,d users could sign in again within %s at the earliest, if all came at"
                        + " once: %s.",
                users,
                Spans.inWords(copying().plus(recovering())),
                defaultSender
                        ? DEFAULT_SENDER_A_DAY + " a day, by Cognito's default sender"
                        : aSecond + " people a second recover their passwords (SES must send as fast)");
        return missing == 0
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                " Of this, %s to bring over the %,d whom the standby lacks.",
                                Spans.inWords(copying()),
                                missing);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("users", users);
        document.put("missingInStandby", missing);
        document.put("defaultSender", defaultSender);
        document.put("seconds", copying().plus(recovering()).toSeconds());
        return document;
    }

    private static long ceil(long number, int by) {
        return (number + by - 1) / by;
    }
}
