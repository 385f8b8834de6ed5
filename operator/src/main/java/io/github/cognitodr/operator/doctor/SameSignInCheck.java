package io.github.cognitodr.operator.doctor;

import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** People sign in with the same thing in both pools. */
record SameSignInCheck() implements Check.OfBoth {
    @Override
    public String id() {
        return "sign-in";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        UserPoolType here = primary.description().get();
        UserPoolType there = standby.description().get();
        Problems problems = new Problems();
        compare(
                "sign-in attributes",
                here.usernameAttributesAsStrings(),
                there.usernameAttributesAsStrings(),
                problems);
        compare("aliases", here.aliasAttributesAsStrings(), there.aliasAttributesAsStrings(), problems);
        if (isCaseSensitive(here) != isCaseSensitive(there)) {
            problems.critical("only the " + (isCaseSensitive(here) ? "primary" : "standby")
                    + " tells upper from lower case in usernames");
        }
        if (here.usernameAttributesAsStrings().size() > 1) {
            problems.warning("people sign in with an address or a number, and copies are made by one of them");
        }
        return problems.diagnosis(
                "people sign in with " + inWords(here.usernameAttributesAsStrings()) + " in both pools",
                "Copies are found and made by what people sign in with: where it differs they are refused, doubled,"
                        + " or mistaken for somebody else",
                "None of this can be changed: make the standby anew with the primary's sign-in"
                        + " (signInWith of the settings, which sets the functions' USERNAME_ATTRIBUTE as well)");
    }

    private static void compare(String what, List<String> here, List<String> there, Problems problems) {
        if (!new TreeSet<>(here).equals(new TreeSet<>(there))) {
            problems.critical(what + ": " + inWords(here) + " in the primary, " + inWords(there) + " in the standby");
        }
    }

    /** (API, UsernameConfigurationType: case sensitive where nothing is said) */
    private static boolean isCaseSensitive(UserPoolType pool) {
        return pool.usernameConfiguration() == null
                || !Boolean.FALSE.equals(pool.usernameConfiguration().caseSensitive());
    }

    private static String inWords(List<String> names) {
        return names.isEmpty() ? "usernames" : String.join(" and ", new TreeSet<>(names));
    }
}
