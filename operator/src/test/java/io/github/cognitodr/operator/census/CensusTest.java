package io.github.cognitodr.operator.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.listing.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is who in two pools. */
class CensusTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path directory = Path.of(".");

    /** What is in each part, and what is found: {@code FINDING source>target attributes}. */
    private record Case(String name, List<UserProfile> source, List<UserProfile> target, List<String> findings) {
        Case(String name, List<UserProfile> source, List<UserProfile> target, String... findings) {
            this(name, source, target, List.of(findings));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        UserProfile ann = user("a", "ann@example.com");
        UserProfile copy = user("x", "ann@example.com", Attributes.ORIGIN_SUB, "a");
        return Stream.of(
                new Case("a copy is the same person", List.of(ann), List.of(copy), "SAME a>x"),
                new Case("nobody has a copy yet", List.of(ann), List.of(), "MISSING a>"),
                new Case("only the standby has somebody", List.of(), List.of(copy), "EXTRA >x"),
                new Case(
                        "the same id and another address is a change",
                        List.of(user("a", "new@example.com")),
                        List.of(copy),
                        "CHANGED a>x email"),
                new Case(
                        "the same address and another id is a conflict",
                        List.of(user("b", "ann@example.com")),
                        List.of(copy),
                        "REPLACED b>x"),
                new Case(
                        "an address in other letters is the same",
                        List.of(user("b", "Ann@Example.com")),
                        List.of(copy),
                        "REPLACED b>x"),
                new Case(
                        "whoever was invited in the target, and marked, is no copy left half way",
                        List.of(user("h", "ann@example.com", Attributes.ORIGIN_SUB, "x")),
                        List.of(withStatus(
                                user("x", "ann@example.com", Attributes.ORIGIN_SUB, "x"),
                                "FORCE_CHANGE_PASSWORD",
                                true)),
                        "SAME h>x"),
                new Case(
                        "the same verified address without an origin is an older copy",
                        List.of(ann),
                        List.of(user("o", "ann@example.com")),
                        "ADOPTABLE a>o"),
                new Case(
                        "an address that nobody has verified proves nothing",
                        List.of(ann),
                        List.of(user("o", "ann@example.com", "email_verified", "false")),
                        "CONFLICT a>o"),
                new Case(
                        "a flag that is false is as good as none",
                        List.of(user("a", "ann@example.com", "phone_number_verified", "false")),
                        List.of(copy),
                        "SAME a>x"),
                new Case(
                        "an attribute that the copy lacks is a change",
                        List.of(user("a", "ann@example.com", "name", "Ann", "custom:note", "n")),
                        List.of(user("x", "ann@example.com", Attributes.ORIGIN_SUB, "a", "name", "Ann")),
                        "CHANGED a>x custom:note"),
                new Case(
                        "two copies of one person in the target are told of, and matched with nobody",
                        List.of(ann),
                        List.of(copy, user("y", "other@example.com", Attributes.ORIGIN_SUB, "a")),
                        "TWICE a>",
                        "TWICE >x",
                        "TWICE >y"),
                new Case(
                        "two in the source likewise",
                        List.of(ann, user("b", "b@example.com", Attributes.ORIGIN_SUB, "a")),
                        List.of(copy),
                        "TWICE a>",
                        "TWICE b>",
                        "TWICE >x"),
                new Case(
                        "a copy of a copy carries the first one's id",
                        List.of(user("a", "ann@example.com", Attributes.ORIGIN_SUB, "x")),
                        List.of(user("x", "ann@example.com")),
                        "SAME a>x"),
                new Case(
                        "who was brought home and marked is the same person",
                        List.of(user("a", "ann@example.com", Attributes.ORIGIN_SUB, "x")),
                        List.of(user("x", "ann@example.com", Attributes.ORIGIN_SUB, "x")),
                        "SAME a>x"),
                new Case(
                        "somebody who took the address of another who changed it is missing, not in conflict with the copy's id",
                        List.of(user("a", "new@example.com"), user("b", "ann@example.com")),
                        List.of(copy),
                        "CHANGED a>x email",
                        "CONFLICT b>x"),
                new Case(
                        "a copy that was left half way",
                        List.of(ann),
                        List.of(withStatus(copy, "FORCE_CHANGE_PASSWORD", true)),
                        "UNFINISHED a>x"),
                new Case(
                        "disabled in one part only",
                        List.of(ann),
                        List.of(withStatus(copy, "CONFIRMED", false)),
                        "CHANGED a>x"),
                new Case("nobody anywhere", List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void usersAreMatched(Case given) throws IOException {
        try (Census census = open()) {
            given.source().forEach(user -> census.add(Part.SOURCE, user));
            given.target().forEach(user -> census.add(Part.TARGET, user));
            census.match();

            assertThat(findings(census)).containsExactlyInAnyOrderElementsOf(given.findings());
        }
    }

    @Test
    void theSameNameProvesNothingWherePeopleChooseIt() throws IOException {
        UserProfile bob = named("bob", "a", "bob@example.com");
        try (Census census = Census.open(directory.resolve("users.db"), SignInAttribute.USERNAME, false)) {
            census.add(Part.SOURCE, bob);
            census.add(Part.TARGET, named("bob", "x", "stranger@example.com"));
            census.add(Part.SOURCE, named("eve", "e", "eve@example.com"));
            census.add(Part.TARGET, named("eve", "y", "eve@example.com"));
            census.match();

            assertThat(findings(census)).containsExactlyInAnyOrder("CONFLICT a>x", "ADOPTABLE e>y");
        }
    }

    private static UserProfile named(String username, String sub, String email) {
        UserProfile user = user(sub, email);
        return new UserProfile(username, user.attributes(), "CONFIRMED", true, user.createdAt(), user.lastModifiedAt());
    }

    @Test
    void whatWasSavedIsThereForTheNextProcess() throws IOException {
        Lane lane = new Lane("a", Optional.of("token"), Optional.of(NOON), false);
        try (Census census = open()) {
            census.add(Part.SOURCE, user("a", "ann@example.com"));
            census.note(Part.SOURCE, 0, lane);
            census.keep("name", "value");
            census.save();
            census.add(Part.SOURCE, user("lost", "lost@example.com"));
            census.note(Part.SOURCE, 0, lane.after(Optional.empty(), NOON));
        }
        try (Census census = open()) {
            assertThat(census.count(Part.SOURCE)).isEqualTo(1);
            assertThat(census.lanes(Part.SOURCE)).containsExactly(lane);
            assertThat(census.kept("name")).hasValue("value");
            census.add(Part.TARGET, user("x", "ann@example.com", Attributes.ORIGIN_SUB, "a"));
            census.match();
            assertThat(findings(census)).containsExactly("SAME a>x");
        }
    }

    @Test
    void theFileHoldsNothingThatSomebodyWrote() throws IOException {
        try (Census census = open()) {
            census.add(Part.SOURCE, user("a", "secret@example.com", "name", "Secretname"));
            census.match();
        }
        for (String name : List.of("users.db", "users.db-wal")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContainIgnoringCase("secret");
            }
        }
    }

    @Test
    void aUserWhomAListingNamesTwiceIsOne() throws IOException {
        try (Census census = open()) {
            census.add(Part.SOURCE, user("a", "old@example.com"));
            census.add(Part.SOURCE, user("a", "new@example.com"));
            census.dropRepeats(Part.SOURCE);
            census.add(Part.TARGET, user("x", "new@example.com", Attributes.ORIGIN_SUB, "a"));
            census.match();

            assertThat(findings(census)).containsExactly("SAME a>x");
        }
    }

    @Test
    void matchingAgainForgetsWhatWasFoundBefore() throws IOException {
        try (Census census = open()) {
            census.add(Part.SOURCE, user("a", "ann@example.com"));
            census.match();
            census.add(Part.TARGET, user("x", "ann@example.com", Attributes.ORIGIN_SUB, "a"));
            census.match();

            assertThat(findings(census)).containsExactly("SAME a>x");
        }
    }

    private Census open() throws IOException {
        return Census.open(directory.resolve("users.db"), SignInAttribute.EMAIL, false);
    }

    static List<String> findings(Census census) {
        List<String> found = new ArrayList<>();
        census.forEach(EnumSet.allOf(Finding.class), match -> {
            found.add((match.finding() + " " + sub(match.source()) + ">" + sub(match.target()) + " "
                            + (match.finding() == Finding.CHANGED ? String.join(",", match.attributes()) : ""))
                    .strip());
            return true;
        });
        return found;
    }

    private static String sub(@org.jspecify.annotations.Nullable CensusUser user) {
        return user == null ? "" : user.sub();
    }

    static UserProfile user(String sub, String email, String... more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", sub);
        attributes.put("email", email);
        attributes.put("email_verified", "true");
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        return new UserProfile(sub, attributes, "CONFIRMED", true, Optional.of(NOON), Optional.of(NOON));
    }

    private static UserProfile withStatus(UserProfile user, String status, boolean enabled) {
        return new UserProfile(
                user.username(), user.attributes(), status, enabled, user.createdAt(), user.lastModifiedAt());
    }
}
