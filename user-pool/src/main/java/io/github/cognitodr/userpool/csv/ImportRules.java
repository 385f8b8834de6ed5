package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one pool's import job takes, and how a user is written for it. Only a row whose meaning Cognito documents is
 * written; everybody else is named with the reasons. Immutable, thread-safe.
 *
 * @param csvHeader the columns of GetCSVHeader in their order
 * @param required names of the attributes that the pool requires
 * @param autoVerified {@code email}, {@code phone_number} or both: a row needs one of them verified
 * @param mfaRequired whether everybody of the pool must use MFA
 * @param signIn what goes into {@code cognito:username}
 */
public record ImportRules(
        List<String> csvHeader,
        Set<String> required,
        Set<String> autoVerified,
        boolean mfaRequired,
        SignInAttribute signIn) {

    /** Longest row that an import job takes, in characters. (Developer guide, CSV import, limits) */
    public static final int LONGEST_ROW = 16_000;

    private static final String USERNAME_COLUMN = "cognito:username";
    private static final String MFA_COLUMN = "cognito:mfa_enabled";
    private static final String TRUE = "TRUE";
    private static final String FALSE = "FALSE";

    private static final DateTimeFormatter STORED_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter FILE_DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu");

    public ImportRules {
        csvHeader = List.copyOf(csvHeader);
        required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
        autoVerified = Collections.unmodifiableSet(new LinkedHashSet<>(autoVerified));
    }

    /** The first line of the file, with its line feed. */
    public String headerRow() {
        return CsvDialect.row(csvHeader);
    }

    /** Equal for equal rules only, and the same in every process. */
    public String fingerprint() {
        return String.join("\n", csvHeader) + "\n\n" + String.join("\n", new java.util.TreeSet<>(required)) + "\n\n"
                + String.join("\n", new java.util.TreeSet<>(autoVerified)) + "\n\n" + mfaRequired + signIn;
    }

    /** Decides whether the user goes into the file, and writes the row. */
    public Importability classify(UserProfile user) {
        Set<UnimportableReason> reasons = EnumSet.noneOf(UnimportableReason.class);
        if (user.status() == UserStatus.UNCONFIRMED) {
            reasons.add(UnimportableReason.UNCONFIRMED);
        }
        if (user.isFederated()) {
            reasons.add(UnimportableReason.FEDERATED);
        }
        if (!user.enabled()) {
            reasons.add(UnimportableReason.DISABLED);
        }
        if (autoVerified.stream().noneMatch(contact -> user.hasVerified(contact, contact + "_verified"))) {
            reasons.add(UnimportableReason.NO_VERIFIED_CONTACT);
        }
        if (lacksRequired(user)) {
            reasons.add(UnimportableReason.MISSING_REQUIRED_ATTRIBUTE);
        }
        if (hasInvalidBirthdate(user)) {
            reasons.add(UnimportableReason.INVALID_BIRTHDATE);
        }
        List<String> values =
                csvHeader.stream().map(column -> value(column, user)).collect(Collectors.toList());
        if (isAmbiguous(user, values)) {
            reasons.add(UnimportableReason.AMBIGUOUS_CHARACTERS);
        }
        if (length(values) > LONGEST_ROW) {
            reasons.add(UnimportableReason.ROW_TOO_LONG);
        }
        return reasons.isEmpty()
                ? new Importability.Importable(CsvDialect.row(values))
                : new Importability.Unimportable(new ArrayList<>(reasons));
    }

    private boolean lacksRequired(UserProfile user) {
        return signIn.of(user).filter(value -> !value.isBlank()).isEmpty()
                || required.stream()
                        .filter(Attributes::isSettable)
                        .anyMatch(name -> user.attribute(name)
                                .filter(value -> !value.isBlank())
                                .isEmpty());
    }

    private boolean hasInvalidBirthdate(UserProfile user) {
        return csvHeader.contains(Attributes.BIRTHDATE)
                && user.attribute(Attributes.BIRTHDATE)
                        .filter(value -> !value.isEmpty())
                        .filter(value -> !isStoredDate(value))
                        .isPresent();
    }

    private boolean isAmbiguous(UserProfile user, List<String> values) {
        return signIn.of(user).filter(AmbiguousText::hasBlank).isPresent()
                || values.stream()
                        .anyMatch(value ->
                                !AmbiguousText.isSayable(value) || !AmbiguousText.isUntouchedByTrimming(value));
    }

    private String value(String column, UserProfile user) {
        return switch (column) {
            case USERNAME_COLUMN -> signIn.of(user).orElse("");
            case MFA_COLUMN -> mfaRequired ? TRUE : FALSE;
            case Attributes.ORIGIN_SUB -> user.stableId();
            // a flag without its contact verifies nothing, and would fail the row
            case Attributes.EMAIL_VERIFIED -> flag(user.hasVerified(Attributes.EMAIL, column));
            case Attributes.PHONE_NUMBER_VERIFIED -> flag(user.hasVerified(Attributes.PHONE_NUMBER, column));
            case Attributes.BIRTHDATE ->
                user.attribute(column).map(ImportRules::fileDate).orElse("");
            default -> user.attribute(column).orElse("");
        };
    }

    private static String flag(boolean value) {
        return value ? TRUE : FALSE;
    }

    private static boolean isStoredDate(String value) {
        try {
            return LocalDate.parse(value, STORED_DATE).getYear() > 0;
        } catch (DateTimeParseException otherForm) {
            return false;
        }
    }

    /** Another form than YYYY-MM-DD stays as it is, and the user out of the file. */
    private static String fileDate(String value) {
        return isStoredDate(value) ? LocalDate.parse(value, STORED_DATE).format(FILE_DATE) : value;
    }

    /** Characters of the row without its line feed; a comma in a value counts twice, as it is written. */
    private static int length(List<String> values) {
        int separators = values.size() - 1;
        return separators
                + values.stream()
                        .mapToInt(value -> value.length()
                                + (int) value.chars().filter(c -> c == ',').count())
                        .sum();
    }
}
