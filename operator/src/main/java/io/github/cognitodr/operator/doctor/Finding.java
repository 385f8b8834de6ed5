package io.github.cognitodr.operator.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check says of one subject.
 *
 * @param check the check's id, as in docs/doctor.md
 * @param about {@code primary}, {@code standby}, {@code both}, or the name of a queue
 */
public record Finding(String check, String about, Diagnosis diagnosis) {

    public Severity severity() {
        return diagnosis.severity();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("check", check);
        document.put("about", about);
        document.put("severity", severity().label());
        document.put("checked", diagnosis.checked());
        document.put("found", diagnosis.found());
        document.put("why", diagnosis.why());
        document.put("mend", diagnosis.mend());
        return document;
    }
}
