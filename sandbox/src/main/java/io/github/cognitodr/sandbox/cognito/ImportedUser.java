package io.github.cognitodr.sandbox.cognito;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a user of a row, or says why it cannot be one. (Guide, Importing users from a CSV file) */
final class ImportedUser {
    private static final DateTimeFormatter IN_FILE =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private ImportedUser() {}

    /** Why a row makes no user; the message goes into the job's log. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        Rejected(String message) {
            super(message, null, false, false);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    /** RESET_REQUIRED, with a new {@code sub} and a new creation date. (facts, Import job) */
    static User of(Pool pool, Map<String, String> row, Instant now) throws Rejected {
        String name = row.getOrDefault(CsvHeader.USERNAME, "");
        if (name.isEmpty()) {
            throw new Rejected("The cognito:username is required.");
        }
        if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            throw new Rejected("The cognito:username must not contain a space or a tab.");
        }
        checkMfa(pool, row.getOrDefault(CsvHeader.MFA, ""));
        if (!row.getOrDefault(CsvHeader.PASSWORD_HASH, "").isEmpty()) {
            throw new Rejected("The sandbox reads no password hashes.");
        }
        Map<String, String> attributes = attributes(pool, row);
        checkContacts(pool, attributes);
        try {
            User user = UserFactory.create(pool, name, attributes, UserStatus.RESET_REQUIRED, now);
            pool.schema().checkNew(user.attributes());
            return user;
        } catch (AwsError e) {
            throw new Rejected(e.text().strip());
        }
    }

    private static Map<String, String> attributes(Pool pool, Map<String, String> row) throws Rejected {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (AttributeDefinition definition : pool.schema().attributes()) {
            String column = definition.name();
            String value = row.getOrDefault(column, "");
            if (!value.isEmpty()) {
                attributes.put(column, converted(column, value));
            }
        }
        return attributes;
    }

    private static String converted(String column, String value) throws Rejected {
        return switch (column) {
            case "email_verified", "phone_number_verified" -> flag(column, value);
            case "birthdate" -> birthdate(value);
            case "updated_at" -> epochSeconds(value);
            default -> value;
        };
    }

    private static String epochSeconds(String value) throws Rejected {
        if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Rejected("The updated_at must be in seconds since the epoch.");
        }
        return value;
    }

    private static String flag(String column, String value) throws Rejected {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new Rejected("The " + column + " must be true or false.");
        }
        return lower;
    }

    /** mm/dd/yyyy in the file, YYYY-MM-DD in the pool. (facts, Import job) */
    private static String birthdate(String value) throws Rejected {
        try {
            return LocalDate.parse(value, IN_FILE).toString();
        } catch (DateTimeException e) {
            throw new Rejected("The birthdate must be a date in the format mm/dd/yyyy.");
        }
    }

    /** True or blank where MFA is required, false or blank where it is off. (facts, Import job) */
    private static void checkMfa(Pool pool, String value) throws Rejected {
        if (value.isEmpty()) {
            return;
        }
        boolean enabled = flag(CsvHeader.MFA, value).equals("true");
        if (pool.mfaRequired() && !enabled) {
            throw new Rejected("The cognito:mfa_enabled must be true or blank, since the user pool requires MFA.");
        }
        if (pool.mfaConfiguration().equals("OFF") && enabled) {
            throw new Rejected("The cognito:mfa_enabled must be false or blank, since MFA is off in the user pool.");
        }
    }

    private static void checkContacts(Pool pool, Map<String, String> attributes) throws Rejected {
        for (String contact : List.of("email", "phone_number")) {
            boolean verified = "true".equals(attributes.get(contact + "_verified"));
            if (verified && !attributes.containsKey(contact)) {
                throw new Rejected("The " + contact + " is required where " + contact + "_verified is true.");
            }
        }
        boolean any = pool.settings().autoVerified().stream()
                .anyMatch(contact -> "true".equals(attributes.get(contact + "_verified")));
        if (!any) {
            throw new Rejected("The User Record does not set any of the auto verified attributes to true. "
                    + "(Example: email_verified to true).");
        }
    }
}
