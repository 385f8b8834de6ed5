package io.github.cognitodr.drill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The people of the drill: nobody real, but with everything that makes real names hard to copy. */
final class People {
    /** How many were there before. */
    static final int BEFORE = 3;

    /** Full name, given name, family name: scripts, accents, a comma, quotation marks, a backslash. */
    private static final List<List<String>> NAMES = List.of(
            List.of("山田 花子", "花子", "山田"),
            List.of("Zoë Müller", "Zoë", "Müller"),
            List.of("佐藤 健", "健", "佐藤"),
            List.of("Martin Luther King, Jr.", "Martin Luther", "King, Jr."),
            List.of("Ольга Иванова", "Ольга", "Иванова"),
            List.of("김민준", "민준", "김"),
            List.of("Jane \"JJ\" O'Neill", "Jane \"JJ\"", "O'Neill"),
            List.of("محمد علي", "محمد", "علي"),
            List.of("नेहा शर्मा", "नेहा", "शर्मा"),
            List.of("𠮷野 家子 😀", "家子", "𠮷野"));

    private static final List<String> TEAMS = List.of("Sales, Tokyo", "営業部", "R&D; platform", "100% remote");

    private People() {}

    /** People of Tokyo, each another. */
    static List<Person> tokyo(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> person(number, number - 1))
                .toList();
    }

    /** Those who were there before, with numbers after the people of Tokyo. */
    static List<Person> before(int tokyo) {
        return IntStream.rangeClosed(tokyo + 1, tokyo + BEFORE)
                .mapToObj(number -> person(number, number - 1))
                .toList();
    }

    /** One more, who comes when Osaka is all there is; a name with a comma, which the CSV must write as {@code \,}. */
    static Person osaka(int number) {
        return person(number, 3);
    }

    private static Person person(int number, int name) {
        List<String> names = NAMES.get(name % NAMES.size());
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", names.get(0));
        attributes.put("given_name", names.get(1));
        attributes.put("family_name", names.get(2));
        attributes.put("locale", name % 2 == 0 ? "ja-JP" : "en-US");
        attributes.put("custom:team", TEAMS.get(name % TEAMS.size()));
        if (number % 2 == 0) {
            // The one standard attribute whose form differs in an import file.
            attributes.put(
                    "birthdate",
                    String.format(Locale.ROOT, "19%02d-%02d-%02d", 60 + number % 40, 1 + number % 12, 1 + number % 28));
        }
        if (number % 3 == 0) {
            attributes.put("custom:employee_number", String.format(Locale.ROOT, "E-%06d", number));
        }
        return new Person(
                String.format(Locale.ROOT, "user%04d@example.com", number),
                String.format(Locale.ROOT, "Drill-password-%04d!", number),
                attributes);
    }
}
