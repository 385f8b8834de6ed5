package io.github.cognitodr.operator.doctor;

/**
 * What a check says.
 *
 * @param found what was looked at, and how it is
 * @param why why that matters; empty where all is well
 * @param mend what to do; empty where nothing is to be done
 */
public record Diagnosis(Severity severity, String found, String why, String mend) {

    static Diagnosis ok(String found) {
        return new Diagnosis(Severity.OK, found, "", "");
    }

    static Diagnosis warning(String found, String why, String mend) {
        return new Diagnosis(Severity.WARNING, found, why, mend);
    }

    static Diagnosis critical(String found, String why, String mend) {
        return new Diagnosis(Severity.CRITICAL, found, why, mend);
    }

    /** Nobody knows. That is no reason to end the examination, nor to call the patient well. */
    static Diagnosis unknown(String reason) {
        return warning("could not be checked: " + reason, "", "");
    }
}
