package io.github.cognitodr.operator.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The matching in SQL finds what the rules find when they are followed word by word. */
class MatchingTest {

    @Property(tries = 150)
    void isWhatTheRulesSay(@ForAll("pools") List<UserProfile> source, @ForAll("pools") List<UserProfile> target)
            throws IOException {
        Path directory = Files.createTempDirectory("matching");
        Path file = directory.resolve("users.db");
        List<String> found;
        try (Census census = Census.open(file, SignInAttribute.EMAIL, false)) {
            source.forEach(user -> census.add(Part.SOURCE, user));
            target.forEach(user -> census.add(Part.TARGET, user));
            census.match();
            found = CensusTest.findings(census);
        }
        WorkFile.delete(file);
        Files.delete(directory);

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(source, target));
    }

    private static List<String> expected(List<UserProfile> source, List<UserProfile> target) {
        List<String> expected = new ArrayList<>();
        List<UserProfile> told = new ArrayList<>();
        for (UserProfile user : source) {
            if (isTwice(user, source, target)) {
                expected.add("TWICE " + user.sub() + ">");
                continue;
            }
            Optional<UserProfile> same = target.stream()
                    .filter(other -> other.stableId().equals(user.stableId()))
                    .findFirst();
            Optional<UserProfile> address = target.stream()
                    .filter(other -> email(other).equals(email(user)))
                    .findFirst();
            if (same.isPresent()) {
                told.add(same.get());
                List<String> names = new ArrayList<>();
                for (String name : List.of("email", "name")) {
                    if (!user.attribute(name).equals(same.get().attribute(name))) {
                        names.add(name);
                    }
                }
                expected.add((names.isEmpty() ? "SAME " : "CHANGED ") + user.sub() + ">"
                        + same.get().sub() + (names.isEmpty() ? "" : " " + String.join(",", names)));
            } else if (address.isPresent()) {
                UserProfile other = address.get();
                told.add(other);
                boolean ownerIsInSource =
                        source.stream().anyMatch(owner -> owner.stableId().equals(other.stableId()));
                String finding = ownerIsInSource ? "CONFLICT " : other.isNative() ? "ADOPTABLE " : "REPLACED ";
                expected.add(finding + user.sub() + ">" + other.sub());
            } else {
                expected.add("MISSING " + user.sub() + ">");
            }
        }
        for (UserProfile user : target) {
            if (isTwice(user, source, target)) {
                expected.add("TWICE >" + user.sub());
            } else if (!told.contains(user)) {
                expected.add("EXTRA >" + user.sub());
            }
        }
        return expected;
    }

    private static boolean isTwice(UserProfile user, List<UserProfile> source, List<UserProfile> target) {
        return count(user, source) > 1 || count(user, target) > 1;
    }

    private static long count(UserProfile user, List<UserProfile> pool) {
        return pool.stream()
                .filter(other -> other.stableId().equals(user.stableId()))
                .count();
    }

    private static String email(UserProfile user) {
        return user.attribute("email").orElse("").toLowerCase(Locale.ROOT);
    }

    /** Few ids, addresses and names, so that everything meets everything; an address once a pool, as Cognito has it. */
    @Provide
    Arbitrary<List<UserProfile>> pools() {
        Arbitrary<UserProfile> user = Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h"),
                        Arbitraries.of("one", "two", "three", "four", "five", "six"),
                        Arbitraries.of("", "a", "b", "c", "d", "z"),
                        Arbitraries.of("Ann", "Bob"))
                .as((sub, address, origin, name) -> origin.isEmpty()
                        ? CensusTest.user(sub, address + "@example.com", "name", name)
                        : CensusTest.user(sub, address + "@example.com", "name", name, Attributes.ORIGIN_SUB, origin));
        return user.list().ofMaxSize(6).uniqueElements(UserProfile::sub).uniqueElements(MatchingTest::email);
    }
}
