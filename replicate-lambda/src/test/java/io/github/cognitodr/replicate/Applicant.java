package io.github.cognitodr.replicate;

import static io.github.cognitodr.replicate.ReplicatingPools.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * Somebody who signs up, with values that occur nowhere else by chance.
 *
 * @param password in Tokyo
 * @param osakaPassword the one that the person sets in Osaka, if it comes to that
 * @param secrets a piece of each value that no other text holds
 */
record Applicant(
        String email, String phoneNumber, String name, String password, String osakaPassword, List<String> secrets) {

    /** What many of them have in common, and nothing that is written may hold either. */
    static final Set<String> COMMON = Set.of(
            "@",
            "example.",
            "hanako.yamada",
            "+8190",
            "%2B8190",
            "Kumo!",
            "Shiro!",
            "山田",
            "花子",
            "Müller",
            "Мария",
            "علي",
            "김민수",
            "प्रिया",
            "Ελένη",
            "O'Brien",
            "😀");

    private static final List<String> NAMES = List.of(
            "山田 花子",
            "山田, \"花子\"\n\\",
            "Jürgen Müller",
            "Мария Иванова",
            "محمد علي",
            "김민수",
            "प्रिया शर्मा",
            "Ελένη Παπαδοπούλου",
            "Siobhán O'Brien",
            "花子 😀");

    private static final int TOKEN_LETTERS = 8;

    /** So many different people, always the same for a seed. */
    static List<Applicant> some(int count, long seed) {
        Random random = new Random(seed);
        List<Applicant> people = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            people.add(make(number, random));
        }
        return people;
    }

    private static Applicant make(int number, Random random) {
        String inEmail = token(random);
        String inName = token(random);
        String inPassword = token(random);
        String inOsakaPassword = token(random);
        // A number of its own for each, of digits that no time or identifier begins with here.
        String phoneDigits = String.format(Locale.ROOT, "90555%05d", number);
        return new Applicant(
                "hanako.yamada." + inEmail + "@" + (number % 2 == 0 ? "example.com" : "mail.example.jp"),
                "+81" + phoneDigits,
                NAMES.get(number % NAMES.size()) + " " + inName,
                "Kumo!" + inPassword + "7",
                "Shiro!" + inOsakaPassword + "9",
                List.of(inEmail, inName, inPassword, inOsakaPassword, phoneDigits));
    }

    private static String token(Random random) {
        StringBuilder token = new StringBuilder();
        for (int letter = 0; letter < TOKEN_LETTERS; letter++) {
            token.append((char) ('a' + random.nextInt(26)));
        }
        return token.toString();
    }

    List<AttributeType> attributes() {
        return List.of(attribute("email", email), attribute("phone_number", phoneNumber), attribute("name", name));
    }
}
