package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;

/** What stands in one column of the file; empty where the user has nothing to say there. */
@FunctionalInterface
interface Column {

    /** The value as it stands in the file, before a comma is escaped. */
    String value(UserProfile user);

    /** The column of this name. {@code password_hash}, and what only Cognito may write, stay empty. */
    static Column of(String name, boolean mfaRequired, SignInAttribute signIn) {
        return switch (name) {
            case UsernameRule.COLUMN -> user -> signIn.of(user).orElse("");
            case "cognito:mfa_enabled" -> user -> flag(mfaRequired);
            case Attributes.ORIGIN_SUB -> UserProfile::stableId;
            case Attributes.EMAIL_VERIFIED -> verified(Attributes.EMAIL, name);
            case Attributes.PHONE_NUMBER_VERIFIED -> verified(Attributes.PHONE_NUMBER, name);
            case Attributes.BIRTHDATE -> user -> StoredDate.inFile(attribute(user, name));
            case "password_hash" -> user -> "";
            default -> Attributes.isSettable(name) ? user -> attribute(user, name) : user -> "";
        };
    }

    /** A flag without its contact verifies nothing, and would fail the row. */
    private static Column verified(String contact, String flag) {
        return user -> flag(user.hasVerified(contact, flag));
    }

    private static String flag(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    private static String attribute(UserProfile user, String name) {
        return user.attributes().getOrDefault(name, "");
    }
}
