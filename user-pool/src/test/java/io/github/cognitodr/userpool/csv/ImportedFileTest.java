package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * Whatever the attributes hold, an import job takes every row that was written, and the attributes arrive as they left.
 * The job is the sandbox's, whose strict reader shares no code with the writer.
 */
class ImportedFileTest {
    private static final CognitoRegion REGION =
            CognitoRegion.builder("ap-northeast-1").build();
    private static final CognitoRegion WITH_HASHES =
            CognitoRegion.builder("ap-northeast-3").passwordHashColumn(true).build();
    private static final CognitoIdentityProviderClient COGNITO = SandboxPools.client(REGION);
    private static final CognitoIdentityProviderClient COGNITO_WITH_HASHES = SandboxPools.client(WITH_HASHES);

    @AfterContainer
    static void stop() {
        COGNITO.close();
        COGNITO_WITH_HASHES.close();
        REGION.close();
        WITH_HASHES.close();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void everyWrittenRowIsImportedAsItWas(@ForAll("pools") PoolShape shape, @ForAll("people") List<Somebody> people)
            throws IOException, InterruptedException {
        CognitoIdentityProviderClient cognito = shape.passwordHash() ? COGNITO_WITH_HASHES : COGNITO;
        UserPoolId pool = new UserPoolId(
                cognito.createUserPool(shape.request()).userPool().id());
        ImportRules rules = PoolDescription.of(cognito, pool, shape.signIn()).rules();
        StringBuilder file = new StringBuilder(rules.headerRow());
        Map<String, Map<String, String>> written = new TreeMap<>();
        for (Somebody.Expected person : Somebody.all(people, shape)) {
            if (rules.classify(person.user()) instanceof Importability.Importable importable) {
                file.append(importable.row());
                written.put(person.user().stableId(), person.arriving());
            }
        }

        ImportTarget target = new ImportTarget(cognito, pool);
        UserImportJobType job = target.importFile(bytes(file));

        assertThat(job.failedUsers()).isZero();
        assertThat(job.skippedUsers()).isZero();
        assertThat(job.importedUsers()).isEqualTo(written.size());
        assertThat(byStableId(target.users())).isEqualTo(written);
        Statistics.label("more than five rows").collect(written.size() > 5);
        Statistics.label("more than five rows")
                .coverage(enough -> enough.check(true).percentage(share -> share > 80));
    }

    private static Map<String, Map<String, String>> byStableId(List<UserProfile> users) {
        return users.stream()
                .collect(Collectors.toMap(
                        UserProfile::stableId,
                        user -> {
                            Map<String, String> attributes = new TreeMap<>(user.attributes());
                            attributes.remove(Attributes.SUB);
                            return attributes;
                        },
                        (one, other) -> {
                            throw new AssertionError("two with one stable id");
                        },
                        TreeMap::new));
    }

    /** Each of them would spoil the rows after it, or its own, if it were written. */
    @Example
    void oneUnluckyValueNeverSpoilsTheFile() throws IOException, InterruptedException {
        for (String unlucky : unluckyValues()) {
            UserPoolId pool = SandboxPools.emailPool(COGNITO);
            ImportRules rules =
                    PoolDescription.of(COGNITO, pool, SignInAttribute.EMAIL).rules();
            List<UserProfile> people = new ArrayList<>();
            people.add(person("before", "name", "First"));
            for (String attribute : List.of("name", "custom:note", "custom:origin_sub", "address")) {
                people.add(person("unlucky-" + people.size(), attribute, unlucky));
            }
            people.add(Profiles.confirmed("unlucky", "email", unlucky, "email_verified", "true"));
            people.add(person("after", "name", "Last"));
            StringBuilder file = new StringBuilder(rules.headerRow());
            List<String> written = new ArrayList<>();
            for (UserProfile person : people) {
                if (rules.classify(person) instanceof Importability.Importable importable) {
                    file.append(importable.row());
                    written.add(person.stableId());
                }
            }

            ImportTarget target = new ImportTarget(COGNITO, pool);
            UserImportJobType job = target.importFile(bytes(file));

            assertThat(target.users())
                    .as("with %s", unlucky.codePoints().boxed().toList())
                    .extracting(UserProfile::stableId)
                    .containsExactlyInAnyOrderElementsOf(written)
                    .contains("before", "after");
            assertThat(job.failedUsers()).isZero();
        }
    }

    private static List<String> unluckyValues() {
        Stream<String> unsayable =
                Values.UNSAYABLE.stream().flatMap(what -> Stream.of("a" + what + "b", what + "b", "a" + what, what));
        Stream<String> trimmed =
                Values.BLANKS.stream().flatMap(what -> Stream.of(what + "b@example.com", "b@example.com" + what));
        return Stream.concat(unsayable, trimmed).toList();
    }

    private static UserProfile person(String sub, String attribute, String value) {
        return Profiles.confirmed(sub, "email", sub + "@example.com", "email_verified", "true", attribute, value);
    }

    /** Names that one reading takes for equal, and another does not: a pool that holds both is copied with both. */
    @Example
    void noTwoPeopleOfOnePoolStandInEachOthersWay() throws IOException, InterruptedException {
        List<String> names = List.of(
                "ada",
                "Ada",
                "ADA",
                "straße",
                "strasse",
                "STRASSE",
                "İda",
                "i\u0307da",
                "ida",
                "ıda",
                "é",
                "e\u0301",
                "\u212a",
                "k",
                "ａｄａ",
                "a,b",
                "a，b",
                "ab",
                "a\u200db");
        for (boolean caseSensitive : new boolean[] {true, false}) {
            UserPoolId from = usernamePool(caseSensitive);
            int refused = 0;
            for (String name : names) {
                try {
                    COGNITO.adminCreateUser(user -> user.userPoolId(from.value())
                            .username(name)
                            .userAttributes(attribute("email", "x@example.com"), attribute("email_verified", "true")));
                } catch (UsernameExistsException taken) {
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(caseSensitive ? 0 : 5);
            ImportRules rules =
                    PoolDescription.of(COGNITO, from, SignInAttribute.USERNAME).rules();
            StringBuilder file = new StringBuilder(rules.headerRow());
            List<UserProfile> people = new ImportTarget(COGNITO, from).users();
            people.forEach(user -> file.append(((Importability.Importable) rules.classify(user)).row()));

            ImportTarget into = new ImportTarget(COGNITO, usernamePool(caseSensitive));
            UserImportJobType job = into.importFile(bytes(file));

            assertThat(job.skippedUsers()).isZero();
            assertThat(job.failedUsers()).isZero();
            assertThat(into.users())
                    .extracting(UserProfile::username)
                    .containsExactlyInAnyOrderElementsOf(
                            people.stream().map(UserProfile::username).toList());
        }
    }

    private static byte[] bytes(StringBuilder file) {
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static UserPoolId usernamePool(boolean caseSensitive) {
        return new UserPoolId(COGNITO.createUserPool(pool -> pool.poolName("people")
                        .usernameConfiguration(names -> names.caseSensitive(caseSensitive))
                        .autoVerifiedAttributesWithStrings("email")
                        .schema(SchemaAttributeType.builder()
                                .name("origin_sub")
                                .attributeDataType("String")
                                .mutable(true)
                                .build()))
                .userPool()
                .id());
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Provide
    Arbitrary<PoolShape> pools() {
        return PoolShape.any();
    }

    @Provide
    Arbitrary<List<Somebody>> people() {
        return Somebody.any().list().ofMinSize(50).ofMaxSize(100);
    }
}
