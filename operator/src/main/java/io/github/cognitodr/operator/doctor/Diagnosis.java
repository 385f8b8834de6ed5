package io.github.cognitodr.operator.doctor;

/**
 * What a check says.
 *
 * @param checked whether it was looked at; false where it could not be, and where nobody has asked for it
 * @param found what was looked at, and how it is
 * @param why why that matters; empty where all is well
 * @param mend what to do; empty where nothing is to be done
 */
public record Diagnosis(Severity severity, boolean checked, String found, String why, String mend) {

    static Diagnosis ok(String found) {
        return new Diagnosis(Severity.OK, true, found, "", "");
    }

    static Diagnosis warning(String found, String why, String mend) {
        return new Diagnosis(Severity.WARNING, true, found, why, mend);
    }

    static Diagnosis critical(String found, String why, String mend) {
        return new Diagnosis(Severity.CRITICAL, true, found, why, mend);
    }

    /** Only a listing of all users tells, and nobody has asked for one. */
    static Diagnosis skipped() {
        return new Diagnosis(Severity.SKIPPED, false, "not checked: add --users, which lists the whole pool", "", "");
    }

    /** Nobody knows. That is no reason to end the examination, nor to call the patient well. */
    static Diagnosis unknown(String reason) {
        return new Diagnosis(Severity.WARNING, false, couldNotBeChecked(reason), "", "");
    }

    /** Nobody knows of what a failover would go to. */
    static Diagnosis unknownAndNeeded(String reason) {
        return new Diagnosis(
                Severity.CRITICAL,
                false,
                couldNotBeChecked(reason),
                "Nobody can rely on a failover to what cannot be looked at",
                "");
    }

    /** Whether somebody has asked for it, and it could not be looked at. */
    boolean isUnknown() {
        return !checked && severity != Severity.SKIPPED;
    }

    private static String couldNotBeChecked(String reason) {
        return "could not be checked: " + reason;
    }
}
