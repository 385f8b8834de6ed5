package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The cases of {@code import-check/rows.txt}. */
final class RowCases {
    private static final Pattern MANY = Pattern.compile("<([0-9a-f]{2,5}|.)\\*([0-9]+)>");
    private static final Pattern ONE = Pattern.compile("<([0-9a-f]{2,4})>");

    private RowCases() {}

    /**
     * One line of the table.
     *
     * @param values of the row, as they stand in the file
     */
    record Case(String text, String pool, Map<String, String> values, String verdict, String rule) {}

    static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(RowCases.class.getResourceAsStream("/import-check/rows.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(parse(line, cases.size()));
                }
            }
        }
        return cases;
    }

    private static Case parse(String line, int number) {
        String[] parts = line.split("\\|", -1);
        Map<String, String> values = new HashMap<>();
        String address = "p" + number + "@example.com";
        values.put("cognito:username", address);
        values.put("email", address);
        values.put("email_verified", "TRUE");
        for (String change : parts[1].split(";", -1)) {
            int equals = change.indexOf('=');
            if (equals >= 0) {
                String text =
                        change.substring(equals + 1).replaceFirst("^ ", "").stripTrailing();
                values.put(change.substring(0, equals).strip(), decoded(text).replace("#", "" + number));
            }
        }
        return new Case(
                line.strip(), parts[0].strip(), values, parts[2].strip(), parts.length > 3 ? parts[3].strip() : "");
    }

    private static String decoded(String text) {
        String repeated = MANY.matcher(text)
                .replaceAll(found -> (found.group(1).length() == 1
                                ? found.group(1)
                                : Character.toString(Integer.parseInt(found.group(1), 16)))
                        .repeat(Integer.parseInt(found.group(2))));
        return ONE.matcher(repeated).replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }
}
