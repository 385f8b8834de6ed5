package io.github.cognitodr.userpool.csv;

import static io.github.cognitodr.userpool.csv.UnimportableReason.AMBIGUOUS_CHARACTERS;
import static io.github.cognitodr.userpool.csv.UnimportableReason.DISABLED;
import static io.github.cognitodr.userpool.csv.UnimportableReason.FEDERATED;
import static io.github.cognitodr.userpool.csv.UnimportableReason.INVALID_BIRTHDATE;
import static io.github.cognitodr.userpool.csv.UnimportableReason.INVALID_UPDATED_AT;
import static io.github.cognitodr.userpool.csv.UnimportableReason.MISSING_REQUIRED_ATTRIBUTE;
import static io.github.cognitodr.userpool.csv.UnimportableReason.NO_VERIFIED_CONTACT;
import static io.github.cognitodr.userpool.csv.UnimportableReason.ROW_TOO_LONG;
import static io.github.cognitodr.userpool.csv.UnimportableReason.UNCONFIRMED;
import static io.github.cognitodr.userpool.csv.UnimportableReason.UNKNOWN_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRulesTest {
    private static final ImportRules RULES = rules(true, Set.of("email"));

    private static ImportRules rules(boolean mfaRequired, Set<String> autoVerified) {
        return new ImportRules(
                List.of(
                        "cognito:username",
                        "name",
                        "email",
                        "email_verified",
                        "birthdate",
                        "phone_number",
                        "phone_number_verified",
                        "custom:origin_sub",
                        "custom:note",
                        "password_hash",
                        "cognito:mfa_enabled",
                        "updated_at"),
                Set.of("sub", "email"),
                autoVerified,
                mfaRequired,
                SignInAttribute.EMAIL);
    }

    private static ImportRules rules(String... columns) {
        return new ImportRules(List.of(columns), Set.of(), Set.of("email"), true, SignInAttribute.EMAIL);
    }

    private static Set<String> orderedSet(String... values) {
        return new LinkedHashSet<>(List.of(values));
    }

    @Test
    void writesEachColumnByItsName() {
        UserProfile user = Profiles.confirmed(
                "sub-1",
                "email",
                "a@example.com",
                "email_verified",
                "true",
                "name",
                "山田, 花子",
                "birthdate",
                "1990-02-28",
                "phone_number",
                "+819012345678",
                "custom:note",
                "x");

        assertThat(row(RULES, user))
                .isEqualTo("a@example.com,山田\\, 花子,a@example.com,TRUE,02/28/1990,+819012345678,FALSE,sub-1,x,,TRUE,\n");
    }

    @Test
    void carriesTheStableIdOfACopy() {
        assertThat(row(RULES, verified("custom:origin_sub", "sub-of-tokyo"))).contains(",sub-of-tokyo,");
    }

    @Test
    void mfaFollowsThePool() {
        assertThat(row(rules(false, Set.of("email")), verified())).endsWith(",,FALSE,\n");
    }

    @Test
    void aFlagWithoutItsContactIsNotClaimed() {
        assertThat(row(RULES, verified("phone_number_verified", "true"))).contains(",FALSE,sub-1,");
    }

    static Stream<Arguments> unimportable() {
        return Stream.of(
                arguments("never confirmed", user("UNCONFIRMED", true), List.of(UNCONFIRMED)),
                arguments("of another identity provider", user("EXTERNAL_PROVIDER", true), List.of(FEDERATED)),
                arguments("linked to another provider", verified("identities", "[]"), List.of(FEDERATED)),
                arguments("archived", user("ARCHIVED", true), List.of(UNKNOWN_STATUS)),
                arguments("compromised", user("COMPROMISED", true), List.of(UNKNOWN_STATUS)),
                arguments("unknown to Cognito itself", user("UNKNOWN", true), List.of(UNKNOWN_STATUS)),
                arguments("of a future status", user("SLEEPING", false), List.of(UNKNOWN_STATUS, DISABLED)),
                arguments("disabled", user("CONFIRMED", false), List.of(DISABLED)),
                arguments(
                        "unverified",
                        Profiles.confirmed("s", "email", "a@example.com", "email_verified", "false"),
                        List.of(NO_VERIFIED_CONTACT)),
                arguments(
                        "verified by phone in a pool that verifies email",
                        Profiles.confirmed(
                                "s",
                                "email",
                                "a@example.com",
                                "phone_number",
                                "+819012345678",
                                "phone_number_verified",
                                "true"),
                        List.of(NO_VERIFIED_CONTACT)),
                arguments(
                        "without the address to sign in with",
                        Profiles.confirmed("s", "email_verified", "true"),
                        List.of(NO_VERIFIED_CONTACT, MISSING_REQUIRED_ATTRIBUTE)),
                arguments("quotation mark", verified("name", "a \"b\""), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("backslash", verified("name", "a\\b"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("line break", verified("custom:note", "a\nb"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("leading blank", verified("name", " a"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("trailing ideographic blank", verified("name", "a\u3000"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("blanks alone", verified("name", " "), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("byte order mark", verified("name", "\ufeffa"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("half a character", verified("name", "a\ud83d"), List.of(AMBIGUOUS_CHARACTERS)),
                arguments("very long", verified("custom:note", "x".repeat(16_000)), List.of(ROW_TOO_LONG)),
                arguments("very many commas", verified("custom:note", ",".repeat(8_000)), List.of(ROW_TOO_LONG)),
                arguments("birthdate of no calendar", verified("birthdate", "2023-02-29"), List.of(INVALID_BIRTHDATE)),
                arguments("birthdate of another form", verified("birthdate", "02/28/1990"), List.of(INVALID_BIRTHDATE)),
                arguments("updated at no number", verified("updated_at", "now"), List.of(INVALID_UPDATED_AT)),
                arguments("updated at a fraction", verified("updated_at", "1.5"), List.of(INVALID_UPDATED_AT)),
                arguments(
                        "all at once",
                        Profiles.of("s", "UNCONFIRMED", false, "name", "\"", "birthdate", "?", "updated_at", "?"),
                        List.of(
                                UNCONFIRMED,
                                DISABLED,
                                NO_VERIFIED_CONTACT,
                                MISSING_REQUIRED_ATTRIBUTE,
                                AMBIGUOUS_CHARACTERS,
                                INVALID_BIRTHDATE,
                                INVALID_UPDATED_AT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unimportable")
    void isNamedWithAllReasonsInTheirOrder(String what, UserProfile user, List<UnimportableReason> expected) {
        assertThat(RULES.classify(user))
                .as(what)
                .isInstanceOfSatisfying(
                        Importability.Unimportable.class,
                        left -> assertThat(left.reasons()).isEqualTo(expected));
    }

    @Test
    void anAttributeThatIsNotInTheFileCannotSpoilIt() {
        assertThat(RULES.classify(verified("custom:elsewhere", "\"\n"))).isInstanceOf(Importability.Importable.class);
    }

    @Test
    void aFormThatIsNotInTheFileCannotSpoilIt() {
        ImportRules withoutDates = rules("cognito:username", "email");

        assertThat(withoutDates.classify(verified("birthdate", "never", "updated_at", "now")))
                .isInstanceOf(Importability.Importable.class);
    }

    @Test
    void columnsComeInTheOrderOfTheHeader() {
        UserProfile user = verified("name", "N", "custom:note", "x");

        assertThat(row(rules("custom:note", "email", "name", "cognito:username"), user))
                .isEqualTo("x,a@example.com,N,a@example.com\n");
        assertThat(row(rules("name", "cognito:username", "custom:note", "email"), user))
                .isEqualTo("N,a@example.com,x,a@example.com\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password_hash", "sub", "identities_of_the_future", "cognito:something"})
    void aColumnThatNobodyKnowsStaysEmpty(String column) {
        assertThat(row(rules(column, "email"), verified())).isEqualTo(",a@example.com\n");
    }

    @Test
    void aHashIsNeverWritten() {
        assertThat(row(rules("password_hash", "email"), verified("password_hash", "x")))
                .isEqualTo(",a@example.com\n");
    }

    /** Its name has no documented form in the header, so that no row's meaning is documented. */
    @Test
    void anAttributeWhoseNameIsAmbiguousKeepsEverybodyOut() {
        ImportRules rules = rules("cognito:username", "custom:a\"b");

        assertThat(rules.headerRow()).isEqualTo("cognito:username,custom:a\"b\n");
        assertThat(rules.classify(verified())).isEqualTo(new Importability.Unimportable(List.of(AMBIGUOUS_CHARACTERS)));
    }

    @Test
    void aCommaInTheNameOfAnAttributeIsEscaped() {
        assertThat(rules("cognito:username", "custom:a,b").headerRow()).isEqualTo("cognito:username,custom:a\\,b\n");
    }

    @Test
    void nobodyIsTakenWhereThePoolVerifiesNothing() {
        assertThat(rules(true, Set.of()).classify(verified()))
                .isEqualTo(new Importability.Unimportable(List.of(NO_VERIFIED_CONTACT)));
    }

    @Test
    void equalRulesHaveOneFingerprint() {
        ImportRules one = new ImportRules(
                List.of("a", "b"),
                orderedSet("x", "y"),
                orderedSet("email", "phone_number"),
                true,
                SignInAttribute.EMAIL);
        ImportRules same = new ImportRules(
                List.of("a", "b"),
                orderedSet("y", "x"),
                orderedSet("phone_number", "email"),
                true,
                SignInAttribute.EMAIL);

        assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void eachPartOfTheRulesShowsInTheFingerprint() {
        List<String> header = List.of("a", "b");
        Set<String> required = Set.of("x");
        Set<String> verified = Set.of("email");

        assertThat(List.of(
                        new ImportRules(header, required, verified, true, SignInAttribute.EMAIL),
                        new ImportRules(List.of("b", "a"), required, verified, true, SignInAttribute.EMAIL),
                        new ImportRules(List.of("a,b"), required, verified, true, SignInAttribute.EMAIL),
                        new ImportRules(List.of("a", "b", "x"), Set.of(), verified, true, SignInAttribute.EMAIL),
                        new ImportRules(header, Set.of(), verified, true, SignInAttribute.EMAIL),
                        new ImportRules(header, Set.of("x", "email"), Set.of(), true, SignInAttribute.EMAIL),
                        new ImportRules(header, required, Set.of("phone_number"), true, SignInAttribute.EMAIL),
                        new ImportRules(header, required, verified, false, SignInAttribute.EMAIL),
                        new ImportRules(header, required, verified, true, SignInAttribute.USERNAME)))
                .extracting(ImportRules::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void theLongestRowIsTaken() {
        int frame = row(RULES, verified("custom:note", "")).length() - 1;
        String longest = "x".repeat(ImportRules.LONGEST_ROW - frame);

        assertThat(row(RULES, verified("custom:note", longest))).hasSize(ImportRules.LONGEST_ROW + 1);
        assertThat(RULES.classify(verified("custom:note", longest + "x")))
                .isInstanceOf(Importability.Unimportable.class);
    }

    @Test
    void onePhoneVerifiedSufficesWhereThePoolVerifiesBoth() {
        UserProfile byPhone = Profiles.confirmed(
                "s", "email", "a@example.com", "phone_number", "+819012345678", "phone_number_verified", "true");

        assertThat(rules(true, Set.of("email", "phone_number")).classify(byPhone))
                .isInstanceOf(Importability.Importable.class);
    }

    private static UserProfile user(String status, boolean enabled) {
        return Profiles.of("sub-1", status, enabled, "email", "a@example.com", "email_verified", "true");
    }

    private static UserProfile verified(String... attributes) {
        List<String> all = new ArrayList<>(List.of("email", "a@example.com", "email_verified", "true"));
        all.addAll(Arrays.asList(attributes));
        return Profiles.confirmed("sub-1", all.toArray(String[]::new));
    }

    private static String row(ImportRules rules, UserProfile user) {
        return ((Importability.Importable) rules.classify(user)).row();
    }
}
