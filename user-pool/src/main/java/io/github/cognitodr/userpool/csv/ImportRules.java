package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one pool's import job takes, and how a user is written for it. Only a row whose meaning Cognito documents is
 * written; everybody else is named with the reasons. Immutable, thread-safe.
 *
 * <pre>{@code
 * ImportRules rules = PoolDescription.of(cognito, pool, SignInAttribute.EMAIL).rules();
 * if (rules.classify(user) instanceof Importability.Importable importable) {
 *     file.append(importable.row());
 * }
 * }</pre>
 */
public final class ImportRules {

    /** Goes up with each change of who is written, or how: rows of two kinds must not stand in one snapshot. */
    private static final int VERSION_OF_ROWS = 1;

    /** Longest row that an import job takes, in characters. (Developer guide, CSV import, limits) */
    public static final int LONGEST_ROW = 16_000;

    private final List<String> csvHeader;
    private final Column[] columns;
    private final RowRequirements requirements;
    private final SignInAttribute signIn;
    private final String fingerprint;
    private final boolean hasBirthdate;
    private final boolean hasUpdatedAt;

    /** No documentation says how such a column would have to be named in the file, so nobody's row is safe. */
    private final boolean headerIsAmbiguous;

    /**
     * @param csvHeader the columns of GetCSVHeader in their order
     * @param required names of the attributes that the pool requires
     * @param autoVerified {@code email}, {@code phone_number} or both: a row needs one of them verified
     * @param mfaRequired whether everybody of the pool must use MFA
     * @param signIn what goes into {@code cognito:username}
     */
    public ImportRules(
            List<String> csvHeader,
            Set<String> required,
            Set<String> autoVerified,
            boolean mfaRequired,
            SignInAttribute signIn) {
        this.csvHeader = List.copyOf(csvHeader);
        this.columns = csvHeader.stream()
                .map(name -> Column.of(name, mfaRequired, signIn))
                .toArray(Column[]::new);
        this.requirements = new RowRequirements(required, autoVerified);
        this.signIn = signIn;
        this.hasBirthdate = csvHeader.contains(Attributes.BIRTHDATE);
        this.hasUpdatedAt = csvHeader.contains(Attributes.UPDATED_AT);
        this.headerIsAmbiguous = !AmbiguousText.areSayable(csvHeader);
        this.fingerprint = fingerprint(csvHeader, required, autoVerified, mfaRequired, signIn);
    }

    /** The columns in their order. */
    public List<String> csvHeader() {
        return csvHeader;
    }

    /** The first line of the file, with its line feed. */
    public String headerRow() {
        return CsvDialect.sayableRow(csvHeader.toArray(String[]::new));
    }

    /**
     * A short text, equal for equal rules, that differs as soon as one part of them does: rows of one file are written
     * by rules of one fingerprint.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** Decides whether the user goes into the file, and writes the row. */
    public Importability classify(UserProfile user) {
        Set<UnimportableReason> reasons = EnumSet.noneOf(UnimportableReason.class);
        addReasonsOfTheState(user, reasons);
        addReasonsOfTheAttributes(user, reasons);
        String[] values = new String[columns.length];
        boolean ambiguous =
                headerIsAmbiguous || AmbiguousText.hasBlank(signIn.of(user).orElse(""));
        int length = columns.length - 1;
        for (int i = 0; i < columns.length; i++) {
            String value = columns[i].value(user);
            values[i] = value;
            length += writtenLength(value);
            ambiguous |= !AmbiguousText.isSayable(value) || !AmbiguousText.isUntouchedByTrimming(value);
        }
        if (ambiguous) {
            reasons.add(UnimportableReason.AMBIGUOUS_CHARACTERS);
        }
        if (length > LONGEST_ROW) {
            reasons.add(UnimportableReason.ROW_TOO_LONG);
        }
        return reasons.isEmpty()
                ? new Importability.Importable(CsvDialect.sayableRow(values))
                : new Importability.Unimportable(new ArrayList<>(reasons));
    }

    private static void addReasonsOfTheState(UserProfile user, Set<UnimportableReason> reasons) {
        UserStatus status = user.status();
        if (status == UserStatus.UNCONFIRMED) {
            reasons.add(UnimportableReason.UNCONFIRMED);
        }
        if (user.isFederated()) {
            reasons.add(UnimportableReason.FEDERATED);
        }
        if (status == UserStatus.UNKNOWN) {
            reasons.add(UnimportableReason.UNKNOWN_STATUS);
        }
        if (!user.enabled()) {
            reasons.add(UnimportableReason.DISABLED);
        }
    }

    private void addReasonsOfTheAttributes(UserProfile user, Set<UnimportableReason> reasons) {
        if (!requirements.hasVerifiedContact(user.attributes())) {
            reasons.add(UnimportableReason.NO_VERIFIED_CONTACT);
        }
        if (lacksRequired(user)) {
            reasons.add(UnimportableReason.MISSING_REQUIRED_ATTRIBUTE);
        }
        if (hasBirthdate && !isEmptyOr(StoredDate::isOne, user, Attributes.BIRTHDATE)) {
            reasons.add(UnimportableReason.INVALID_BIRTHDATE);
        }
        if (hasUpdatedAt && !isEmptyOr(EpochSeconds::isOne, user, Attributes.UPDATED_AT)) {
            reasons.add(UnimportableReason.INVALID_UPDATED_AT);
        }
    }

    private boolean lacksRequired(UserProfile user) {
        return requirements.lacksRequired(user.attributes())
                || signIn.of(user).orElse("").isBlank();
    }

    private static boolean isEmptyOr(Predicate<String> form, UserProfile user, String name) {
        String value = user.attributes().getOrDefault(name, "");
        return value.isEmpty() || form.test(value);
    }

    /** A comma in a value counts twice, as it is written. */
    private static int writtenLength(String value) {
        int length = value.length();
        for (int at = value.indexOf(','); at >= 0; at = value.indexOf(',', at + 1)) {
            length++;
        }
        return length;
    }

    private static String fingerprint(
            List<String> csvHeader,
            Set<String> required,
            Set<String> autoVerified,
            boolean mfaRequired,
            SignInAttribute signIn) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("rows", VERSION_OF_ROWS);
        parts.put("csvHeader", csvHeader);
        parts.put("required", List.copyOf(new TreeSet<>(required)));
        parts.put("autoVerified", List.copyOf(new TreeSet<>(autoVerified)));
        parts.put("mfaRequired", mfaRequired);
        parts.put("signIn", signIn.id());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(parts)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
