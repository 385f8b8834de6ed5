package io.github.cognitodr.userpool.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which an import job takes a row or does not. Where {@link ImportRules} keeps a user out of a file for
 * the same cause, the rule names the reason. "Facts" is the page of documented behaviour, section "Import job", whose
 * source is the developer guide, "Importing users into user pools from a CSV file".
 */
public enum RowRule {
    /** Facts: 16,000 characters a row. */
    ROW_TOO_LONG(
            Effect.FAILED,
            UnimportableReason.ROW_TOO_LONG,
            "the row has more than 16,000 characters",
            "shorten its values, or create this user by the API"),

    /** Facts: exactly the columns of GetCSVHeader; a comma inside a value is written {@code \,}. */
    WRONG_NUMBER_OF_VALUES(
            Effect.FAILED,
            "the row has not as many values as the header",
            "write a comma inside a value as \\, and take care that no value has a line break"),

    /** As {@link #WRONG_NUMBER_OF_VALUES}: a row without any. */
    EMPTY_LINE(Effect.FAILED, "the line is empty", "delete the line"),

    /** Facts: {@code cognito:username} is needed. */
    NO_USERNAME(
            Effect.FAILED,
            UnimportableReason.MISSING_REQUIRED_ATTRIBUTE,
            "there is no username",
            "fill it with what the person signs in with, or delete the row"),

    /** Facts: no space or tab in {@code cognito:username}. */
    BLANK_IN_USERNAME(
            Effect.FAILED,
            UnimportableReason.AMBIGUOUS_CHARACTERS,
            "a username has no blanks",
            "correct it; in a pool of usernames, people keep the name that stands here"),

    /** Facts, Users: "Username should be an email." */
    USERNAME_OF_ANOTHER_KIND(
            Effect.FAILED,
            "people of this pool sign in with something else",
            "fill it with the address (or number, with its plus sign) that the person signs in with"),

    /** API, UsernameType: at most 128 characters. */
    USERNAME_TOO_LONG(Effect.FAILED, "a username has 128 characters at most", "choose a shorter one"),

    /** Facts: {@code email} or {@code phone_number} where its flag is true. */
    FLAG_WITHOUT_CONTACT(Effect.FAILED, "it is called verified, and is not there", "fill it, or set its flag to FALSE"),

    /** Facts: at least one auto-verified attribute true. */
    NO_VERIFIED_CONTACT(
            Effect.FAILED,
            UnimportableReason.NO_VERIFIED_CONTACT,
            "none of the pool's auto-verified attributes is there with its flag set to TRUE",
            "set the flag of an address or number that is known to be the person's to TRUE"),

    /** Facts: every attribute that the pool requires. */
    MISSING_REQUIRED_ATTRIBUTE(
            Effect.FAILED, UnimportableReason.MISSING_REQUIRED_ATTRIBUTE, "the pool requires a value", "fill it"),

    /** Facts: a flag is true or false. */
    NOT_TRUE_OR_FALSE(
            Effect.FAILED,
            "a flag is TRUE or FALSE",
            "write TRUE or FALSE, in English; a spreadsheet may have put it into another language"),

    /** Facts: true or blank where MFA is required. */
    MFA_IS_REQUIRED(Effect.FAILED, "MFA is required in this pool", "write TRUE, or leave it empty"),

    /** Facts: false or blank where MFA is off. */
    MFA_IS_OFF(Effect.FAILED, "MFA is off in this pool", "write FALSE, or leave it empty"),

    /** Facts: {@code birthdate} is mm/dd/yyyy in the file. */
    INVALID_BIRTHDATE(
            Effect.FAILED,
            UnimportableReason.INVALID_BIRTHDATE,
            "a date is mm/dd/yyyy, such as 02/09/2000 for 9 February 2000",
            "write it so; in a spreadsheet, give the column the format Text before opening the file"),

    /** Facts: {@code updated_at} is epoch seconds. */
    INVALID_UPDATED_AT(
            Effect.FAILED,
            UnimportableReason.INVALID_UPDATED_AT,
            "a time is a number of seconds since 1970, digits alone",
            "write it so, or leave it empty; in a spreadsheet, give the column the format Text before opening the"
                    + " file"),

    /** "Invalid email address format." (API, AdminCreateUser) */
    INVALID_EMAIL(Effect.FAILED, "this is no address", "correct it"),

    /** "Invalid phone number format." (API, AdminCreateUser): E.164. */
    INVALID_PHONE_NUMBER(
            Effect.FAILED,
            "a number is a plus sign and up to 15 digits",
            "write it so; a spreadsheet takes the plus sign away, and a leading zero"),

    /** "Attributes did not conform to the schema." (API, SchemaAttributeType) */
    AGAINST_THE_SCHEMA(Effect.FAILED, "the pool's schema does not take this value", "correct its length, size or type"),

    /** Facts: existing users are skipped, never changed. */
    EXISTS(Effect.SKIPPED, "the pool has this user", "delete the row: a job changes nobody who exists"),

    /** Facts: {@code cognito:username} is unique. */
    TWICE(Effect.SKIPPED, "the same name stands earlier in the file", "keep one of the two rows"),

    /** Facts: how a quotation mark is read is not documented. */
    QUOTATION_MARK(
            Effect.UNDOCUMENTED,
            UnimportableReason.AMBIGUOUS_CHARACTERS,
            "there is a quotation mark, and how Cognito reads one is not documented",
            "save the file without quotation marks around values, a comma inside a value written \\, instead"),

    /** Facts: how a backslash is read is not documented, unless it stands before a comma. */
    BACKSLASH(
            Effect.UNDOCUMENTED,
            UnimportableReason.AMBIGUOUS_CHARACTERS,
            "there is a backslash that does not stand before a comma, and how Cognito reads one is not documented",
            "take it out, or create this user by the API"),

    /** Facts: how a line break is read is not documented; nor is any other control character. */
    CONTROL_CHARACTER(
            Effect.UNDOCUMENTED,
            UnimportableReason.AMBIGUOUS_CHARACTERS,
            "there is a tab, a carriage return or another control character, and how Cognito reads one is not "
                    + "documented",
            "take it out, or create this user by the API"),

    /** Facts: blanks are trimmed; which ones, beside the usual one, is documented nowhere. */
    UNUSUAL_BLANK(
            Effect.UNDOCUMENTED,
            UnimportableReason.AMBIGUOUS_CHARACTERS,
            "there is a blank that is not the usual one, and whether Cognito takes it for one is not documented",
            "take it out"),

    /** API, UsernameType: letters, marks, symbols, numbers and punctuation. */
    UNUSUAL_CHARACTER(
            Effect.UNDOCUMENTED,
            "there is a character that the API takes in no username, and what an import does is not documented",
            "take it out"),

    /** Nothing says which of the two holds. */
    USERNAME_AND_CONTACT_DIFFER(
            Effect.UNDOCUMENTED,
            "it is not the same as in cognito:username, and which of the two counts is not documented",
            "write the same into both"),

    /** Facts name the attribute as needed; that the username stands in for it is documented for AdminCreateUser only. */
    CONTACT_ONLY_IN_USERNAME(
            Effect.UNDOCUMENTED,
            "the pool requires a value, and whether the one in cognito:username counts is not documented",
            "write it here as well"),

    /** A pool of usernames that has addresses for aliases refuses such a name elsewhere. */
    USERNAME_LOOKS_LIKE_AN_ALIAS(
            Effect.UNDOCUMENTED,
            "a username in the form of an alias, which the API refuses; what an import does is not documented",
            "choose another one"),

    /** Facts: the header may hold the column; what a hash looks like is not among them. */
    PASSWORD_HASH(
            Effect.UNDOCUMENTED, "how a hash has to look is not documented", "leave it empty: people set a new one"),

    /** A column of GetCSVHeader that belongs to no attribute of the schema. */
    UNKNOWN_COLUMN(Effect.UNDOCUMENTED, "what a value in this column does is not documented", "leave the column empty"),

    /** The schema's bounds, or a form, may be read in two ways. */
    VALUE_OF_TWO_READINGS(
            Effect.UNDOCUMENTED,
            "whether the pool takes this value depends on a reading that is not documented",
            "shorten or change it so that there is no doubt"),

    /** Equal or not by a comparison that nobody documents, or equal to a name of which nobody knows whether it comes in. */
    PERHAPS_TWICE(
            Effect.UNDOCUMENTED,
            "perhaps the same name as earlier in the file: that row is in doubt itself, or the two differ in what "
                    + "Cognito may take for equal",
            "keep one of the two rows, or mend the earlier one first"),

    /** That an import fails for a taken alias is documented nowhere. */
    ALIAS_TAKEN(
            Effect.UNDOCUMENTED,
            "somebody else may sign in with this, and what an import does then is not documented",
            "see to whom it belongs, and import it for that person only");

    /** What becomes of a row that the rule speaks of. */
    public enum Effect {
        /** It is left out, since there is such a user. */
        SKIPPED,

        /** Nobody knows: Cognito does not document it. */
        UNDOCUMENTED,

        /** It is refused. */
        FAILED
    }

    private final Effect effect;
    private final Optional<UnimportableReason> sameAs;
    private final String text;
    private final String advice;

    RowRule(Effect effect, String text, String advice) {
        this(effect, Optional.empty(), text, advice);
    }

    RowRule(Effect effect, UnimportableReason sameAs, String text, String advice) {
        this(effect, Optional.of(sameAs), text, advice);
    }

    RowRule(Effect effect, Optional<UnimportableReason> sameAs, String text, String advice) {
        this.effect = effect;
        this.sameAs = sameAs;
        this.text = text;
        this.advice = advice;
    }

    /** What becomes of the row. */
    public Effect effect() {
        return effect;
    }

    /** The reason for which a snapshot's writer keeps a user out instead of writing such a row. */
    public Optional<UnimportableReason> sameAs() {
        return sameAs;
    }

    /** What is wrong, in half a sentence. */
    public String text() {
        return text;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }

    /** The rules of one reason. */
    static List<RowRule> sameAs(UnimportableReason reason) {
        return Arrays.stream(values())
                .filter(rule -> rule.sameAs.equals(Optional.of(reason)))
                .toList();
    }
}
