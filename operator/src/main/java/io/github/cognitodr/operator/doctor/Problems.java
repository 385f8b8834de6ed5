package io.github.cognitodr.operator.doctor;

import java.util.ArrayList;
import java.util.List;

/** Several things that one check has to say; the worst of them names the whole. For one thread. */
final class Problems {
    private static final int SHOWN = 10;

    private final List<String> critical = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void critical(String text) {
        critical.add(text);
    }

    void warning(String text) {
        warnings.add(text);
    }

    /** @param well what is said where there are none */
    Diagnosis diagnosis(String well, String why, String mend) {
        List<String> all = new ArrayList<>(critical);
        all.addAll(warnings);
        if (all.isEmpty()) {
            return Diagnosis.ok(well);
        }
        String found = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
        if (all.size() > SHOWN) {
            found += "; and " + (all.size() - SHOWN) + " more";
        }
        return critical.isEmpty() ? Diagnosis.warning(found, why, mend) : Diagnosis.critical(found, why, mend);
    }
}
