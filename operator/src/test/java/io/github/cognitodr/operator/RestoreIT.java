package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** Restore brings home whom the pool lacks, and nobody else; everybody is accounted for. */
@SuppressWarnings("NullAway.Init")
class RestoreIT {
    private static final String BUCKET = "backup";
    private static final String TOKYO = TwoPools.TOKYO;

    private static Sandbox sandbox;
    private TwoPools pools;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS));
        sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void twoPools() {
        pools = TwoPools.in(sandbox);
    }

    @AfterEach
    void nothingIsWrong() {
        sandbox.cognito(TOKYO).faults().clear();
        sandbox.cognito(TwoPools.OSAKA).faults().clear();
    }

    @Test
    void everyKindOfUserIsBroughtHomeOrAccountedFor() {
        String born = pools.inOsaka("born@example.com", "custom:note", "one, two");
        pools.inOsaka("quoted@example.com", "custom:note", "a \"quoted\" one\\");
        String disabled = pools.inOsaka("disabled@example.com");
        pools.disable(pools.osaka(), pools.standby(), disabled);
        pools.inOsaka("unverified@example.com");
        pools.change(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("unverified@example.com").username(),
                "email_verified",
                "false");
        unconfirmed("unconfirmed@example.com");
        pools.inBoth("same@example.com");
        String gone = pools.inBoth("gone@example.com");
        pools.tokyo()
                .adminDeleteUser(
                        user -> user.userPoolId(pools.primary().value()).username(gone));
        pools.inOsaka("taken@example.com");
        pools.inTokyo("taken@example.com");
        String changed = pools.inBoth("changed@example.com");
        String moved = pools.inBoth("moved@example.com");
        String locked = pools.inBoth("locked@example.com");
        String newer = pools.inBoth("newer@example.com");
        pools.change(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("newer@example.com").username(),
                "custom:note",
                "old");
        pause();
        pools.change(pools.tokyo(), pools.primary(), newer, "custom:note", "new");
        pools.change(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("changed@example.com").username(),
                "custom:note",
                "later");
        pools.change(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("moved@example.com").username(),
                "email",
                "moved-on@example.com",
                "email_verified",
                "true");
        pools.disable(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("locked@example.com").username());
        TestSnapshot snapshot = snapshot();
        List<String> calls = recordCalls();

        CommandLineProcess.Ended ended = run("restore", "--yes", "--json");

        JsonObject result = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(counts(result))
                .containsEntry("users", 12L)
                .containsEntry("imported", 1L)
                .containsEntry("created", 3L)
                .containsEntry("changed", 2L)
                .containsEntry("alreadyThere", 1L)
                .containsEntry("differs", 2L)
                .containsEntry("inConflict", 1L)
                .containsEntry("deletedThere", 1L)
                .containsEntry("leftOut", 1L)
                .containsEntry("failed", 0L)
                .containsEntry("marked", 4L);
        assertThat(result.text("snapshot")).isEqualTo(snapshot.id());
        assertThat(result.objects("list")).hasSize(3);

        Map<String, UserType> home = home();
        assertThat(home.keySet())
                .containsExactlyInAnyOrder(
                        "born@example.com",
                        "quoted@example.com",
                        "disabled@example.com",
                        "unverified@example.com",
                        "same@example.com",
                        "taken@example.com",
                        "changed@example.com",
                        "moved-on@example.com",
                        "locked@example.com",
                        "newer@example.com");
        UserType imported = user(home, "born@example.com");
        assertThat(imported.userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
        assertThat(note(imported)).isEqualTo("one, two");
        assertThat(TwoPools.attribute(imported, Attributes.ORIGIN_SUB)).contains(born);
        assertThat(note(user(home, "quoted@example.com"))).isEqualTo("a \"quoted\" one\\");
        assertThat(user(home, "quoted@example.com").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(user(home, "disabled@example.com").enabled()).isFalse();
        assertThat(note(user(home, "changed@example.com"))).isEqualTo("later");
        assertThat(user(home, "changed@example.com").username()).isEqualTo(changed);
        assertThat(user(home, "moved-on@example.com").username()).isEqualTo(moved);
        assertThat(TwoPools.attribute(user(home, "moved-on@example.com"), "email_verified"))
                .contains("true");
        assertThat(user(home, "locked@example.com").enabled()).isTrue();
        assertThat(user(home, "locked@example.com").username()).isEqualTo(locked);
        assertThat(note(user(home, "newer@example.com"))).isEqualTo("new");
        assertThat(TwoPools.attribute(pools.copyOf("born@example.com"), Attributes.ORIGIN_SUB))
                .contains(born);
        assertThat(TwoPools.attribute(pools.copyOf("unconfirmed@example.com"), Attributes.ORIGIN_SUB))
                .isEmpty();
        assertThat(calls).doesNotContain("AdminEnableUser");
        assertThat(sandbox.cognito(TOKYO).outbox().messages()).isEmpty();
        assertThat(ended.out() + ended.err()).doesNotContain("@example.com");
    }

    @Test
    void whoHasADateOfLaterForAnotherReasonKeepsTheAddressOfTheTarget() {
        String moved = pools.inBoth("old@example.com");
        pause();
        pools.change(pools.tokyo(), pools.primary(), moved, "email", "new@example.com", "email_verified", "true");
        pools.osaka()
                .adminSetUserPassword(
                        password -> password.userPoolId(pools.standby().value())
                                .username(pools.copyOf("old@example.com").username())
                                .password("Correct-horse-2")
                                .permanent(true));
        snapshot();

        CommandLineProcess.Ended ended = run("restore", "--yes");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(home()).containsOnlyKeys("new@example.com");
        assertThat(ended.out()).contains(moved).contains("differs: email").contains("--update-changed");
        assertThat((ended.out() + ended.err()).lines())
                .allSatisfy(line -> assertThat(line.length() <= 80 || line.contains("/"))
                        .as(line)
                        .isTrue());
        CommandLineProcess.Ended told = run("restore", "--yes", "--update-changed");
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(home()).containsOnlyKeys("old@example.com");
    }

    @Test
    void whomTheSnapshotHasDisabledIsDisabledOnlyWhereThatIsWanted() {
        pools.inBoth("locked@example.com");
        pools.disable(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("locked@example.com").username());
        snapshot();

        CommandLineProcess.Ended left = run("restore", "--yes");
        assertThat(left.exitCode()).as(left.err()).isZero();
        assertThat(left.out()).contains("differs: enabled").contains("--disable");
        assertThat(user(home(), "locked@example.com").enabled()).isTrue();

        CommandLineProcess.Ended wanted = run("restore", "--yes", "--disable");
        assertThat(wanted.exitCode()).as(wanted.err()).isZero();
        assertThat(wanted.err()).contains("to disable");
        assertThat(user(home(), "locked@example.com").enabled()).isFalse();
    }

    @Test
    void anAddressThatCannotBeCarriedKeepsNothingElseFromBeingCarried() {
        pools.inTokyo("taken@example.com");
        pools.inBoth("one@example.com");
        pools.inBoth("two@example.com");
        String one = pools.copyOf("one@example.com").username();
        String two = pools.copyOf("two@example.com").username();
        pools.change(
                pools.osaka(),
                pools.standby(),
                one,
                "email",
                "unverified@example.com",
                "email_verified",
                "false",
                "custom:note",
                "later");
        pools.change(
                pools.osaka(),
                pools.standby(),
                two,
                "email",
                "taken@example.com",
                "email_verified",
                "true",
                "custom:note",
                "later");
        pools.disable(pools.osaka(), pools.standby(), one);
        pools.disable(pools.osaka(), pools.standby(), two);
        snapshot();

        CommandLineProcess.Ended ended = run("restore", "--yes", "--disable", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(counts(JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))))
                .containsEntry("failed", 1L)
                .containsEntry("inConflict", 1L);
        for (String email : List.of("one@example.com", "two@example.com")) {
            assertThat(note(user(home(), email))).as(email).isEqualTo("later");
            assertThat(user(home(), email).enabled()).as(email).isFalse();
        }
    }

    @Test
    void ofAPlanThatNobodyWantsNothingStaysOnTheDisk() throws IOException {
        pools.inOsaka("one@example.com");
        pools.disable(pools.osaka(), pools.standby(), pools.inOsaka("disabled@example.com"));
        snapshot();
        for (List<String> arguments : List.of(List.of("restore", "--dry-run", "--json"), List.of("restore"))) {
            run(arguments.toArray(String[]::new));

            try (Stream<Path> left = Files.walk(pools.work())) {
                assertThat(left.filter(Files::isRegularFile)
                                .map(path -> path.getFileName().toString()))
                        .as(arguments.toString())
                        .allMatch(name -> name.endsWith(".lock"));
            }
        }
    }

    @Test
    void withNothingToDoADryRunIsOneDocument() {
        pools.inBoth("one@example.com");
        snapshot();

        for (String consent : List.of("--dry-run", "--yes")) {
            CommandLineProcess.Ended ended = run("restore", consent, "--json");

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.lines()).hasSize(1);
            assertThat(JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))
                            .number("alreadyThere"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatWasEditedInTheWorkDirectoryIsRefusedInOneLine() throws IOException {
        pools.inOsaka("one@example.com");
        snapshot();
        for (String edited : List.of("csv/users-0001.csv", "manifest.json", "jobs.json", "ledger.db")) {
            sandbox.cognito(TOKYO).faults().set("CreateUserImportJob", Fault.refuse());
            assertThat(run("restore", "--yes", "--patience", "1", "--fresh").exitCode())
                    .isEqualTo(ExitCode.AWS_REFUSED);
            sandbox.cognito(TOKYO).faults().clear();
            Path file =
                    pools.work().resolve("restore-" + pools.primary().value()).resolve(edited);
            Files.writeString(
                    file, edited.endsWith(".csv") ? Files.readString(file).replace("one@", "two@") : "{\"a");

            refused("--fresh");
        }
        assertThat(run("restore", "--yes", "--fresh").exitCode()).isZero();
        assertThat(home()).containsOnlyKeys("one@example.com");
    }

    @Test
    void aDisabledUserIsDisabledBeforeThePasswordIsSet() {
        String disabled = pools.inOsaka("disabled@example.com");
        pools.disable(pools.osaka(), pools.standby(), disabled);
        snapshot();
        List<String> calls = recordCalls();

        assertThat(run("restore", "--yes").exitCode()).isZero();

        List<String> changes = calls.stream()
                .filter(call -> call.startsWith("Admin") && !call.equals("AdminUpdateUserAttributes"))
                .toList();
        assertThat(changes).containsExactly("AdminCreateUser", "AdminDisableUser", "AdminSetUserPassword");
    }

    @Test
    void theSecondRunHasNothingToDoAndLeavesNoPersonalFiles() throws IOException {
        pools.inOsaka("one@example.com");
        pools.inOsaka("two@example.com");
        snapshot();
        assertThat(run("restore", "--yes").exitCode()).isZero();
        List<String> calls = recordCalls();

        CommandLineProcess.Ended again = run("restore", "--yes", "--json");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(counts(JsonObject.parse(again.out().getBytes(StandardCharsets.UTF_8))))
                .containsEntry("alreadyThere", 2L)
                .containsEntry("imported", 0L);
        assertThat(calls).doesNotContain("CreateUserImportJob", "AdminCreateUser", "AdminGetUser");
        try (Stream<Path> left = Files.walk(pools.work())) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".lock"));
        }
    }

    @Test
    void aDryRunChangesNothingAndShowsThePlan() {
        pools.inOsaka("one@example.com");
        snapshot();
        List<String> calls = recordCalls();

        CommandLineProcess.Ended ended = run("restore", "--dry-run", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))
                        .number("toImport"))
                .isEqualTo(1);
        assertThat(ended.err()).contains("to import").contains("Nothing was changed");
        assertThat(calls).isSubsetOf("DescribeUserPool", "GetCSVHeader", "ListUsers");
        assertThat(home()).isEmpty();
    }

    @Test
    void withoutATerminalSomebodyHasToSayYes() {
        pools.inOsaka("one@example.com");
        snapshot();

        CommandLineProcess.Ended ended = run("restore");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("--yes");
        assertThat(home()).isEmpty();
    }

    @Test
    void peopleWhoWereDeletedComeBackOnlyWhenThePrimaryIsRebuilt() {
        String gone = pools.inBoth("gone@example.com");
        pools.tokyo()
                .adminDeleteUser(
                        user -> user.userPoolId(pools.primary().value()).username(gone));
        snapshot();
        assertThat(run("restore", "--yes").exitCode()).isZero();
        assertThat(home()).isEmpty();

        assertThat(run("restore", "--yes", "--rebuild-primary").exitCode()).isZero();

        assertThat(TwoPools.attribute(user(home(), "gone@example.com"), Attributes.ORIGIN_SUB))
                .contains(gone);
    }

    @Test
    void aPoolThatIsNotThePrimaryGetsEverybodyAndNobodyIsMarked() {
        pools.inBoth("both@example.com");
        pools.inOsaka("born@example.com");
        snapshot();
        TwoPools other = TwoPools.in(sandbox);
        Map<String, String> environment = environment();
        environment.put("COGNITO_DR_PRIMARY_POOL", pools.primary().value());
        environment.put("COGNITO_DR_STANDBY_POOL", pools.standby().value());

        CommandLineProcess.Ended ended = CommandLineProcess.run(
                environment, "restore", "--yes", "--into-pool", other.primary().value());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(TwoPools.byEmail(other.tokyo(), other.primary()).keySet())
                .containsExactlyInAnyOrder("both@example.com", "born@example.com");
        assertThat(TwoPools.attribute(pools.copyOf("born@example.com"), Attributes.ORIGIN_SUB))
                .isEmpty();
    }

    @Test
    void aStandbyThatLostItsUsersGetsThemBack() {
        String both = pools.inBoth("both@example.com");
        String born = pools.inOsaka("born@example.com");
        snapshot();
        pools.standbyByEmail()
                .values()
                .forEach(user -> pools.osaka()
                        .adminDeleteUser(delete ->
                                delete.userPoolId(pools.standby().value()).username(user.username())));

        CommandLineProcess.Ended ended = run("restore", "--yes", "--into", "standby");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(TwoPools.attribute(pools.copyOf("both@example.com"), Attributes.ORIGIN_SUB))
                .contains(both);
        assertThat(TwoPools.attribute(pools.copyOf("born@example.com"), Attributes.ORIGIN_SUB))
                .contains(born);
    }

    @Test
    void anEditedSnapshotIsRefusedBeforeAnythingIsChanged() {
        pools.inOsaka("one@example.com");
        TestSnapshot snapshot = snapshot();
        byte[] profiles = snapshot.read(snapshot.profilesKey());
        byte[] manifest = snapshot.read(snapshot.manifestKey());
        byte[] edited = profiles.clone();
        edited[edited.length / 2] ^= 1;

        snapshot.write(snapshot.profilesKey(), edited);
        refused("its SHA-256 is not the one in the manifest");

        snapshot.write(snapshot.profilesKey(), Arrays.copyOf(profiles, profiles.length - 3));
        refused("the manifest's has");

        snapshot.write(snapshot.profilesKey(), profiles);
        String text = new String(manifest, StandardCharsets.UTF_8);
        snapshot.write(
                snapshot.manifestKey(),
                text.replace("\"users\":1", "\"users\":2").getBytes(StandardCharsets.UTF_8));
        refused("The manifest of the snapshot " + snapshot.id() + " cannot be used");

        snapshot.write(snapshot.manifestKey(), Arrays.copyOf(manifest, 40));
        refused("The manifest of the snapshot " + snapshot.id() + " cannot be used");

        TwoPools others = TwoPools.in(sandbox);
        others.inOsaka("two@example.com");
        TestSnapshot foreign = TestSnapshot.take(sandbox.s3Client(), BUCKET, others.osaka(), others.standby());
        pools.putStacks();
        snapshot.write(snapshot.manifestKey(), foreign.read(foreign.manifestKey()));
        refused("is a foreign one");
    }

    @Test
    void aBucketWithoutSnapshotsAndAnUnknownOneAreOneClearLine() {
        CommandLineProcess.Ended empty = run("restore", "--yes");
        assertThat(empty.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(empty.err()).contains("There is no snapshot of the pool");

        CommandLineProcess.Ended unknown = run("restore", "--yes", "--from-snapshot", "20200101T000000Z");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(unknown.err()).contains("There is no snapshot 20200101T000000Z");

        CommandLineProcess.Ended malformed = run("restore", "--yes", "--from-snapshot", "yesterday");
        assertThat(malformed.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void rowsThatCognitoRefusesAreNamedWithItsReason() {
        String born = pools.inOsaka("one@example.com", "birthdate", "1990-02-03");
        for (int i = 0; i < 5; i++) {
            pools.inOsaka("more" + i + "@example.com");
        }
        String target = primaryWithNotesUpTo("10");
        pools.change(pools.osaka(), pools.standby(), born, "custom:note", "longer than ten characters");
        snapshot();
        Map<String, String> environment = environment();
        environment.put("COGNITO_DR_PRIMARY_POOL", target);

        CommandLineProcess.Ended ended = CommandLineProcess.run(environment, "restore", "--yes", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
        JsonObject result = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
        assertThat(counts(result)).containsEntry("imported", 5L).containsEntry("failed", 1L);
        assertThat(result.objects("list").get(0).text("stableId")).isEqualTo(born);
        assertThat(result.objects("list").get(0).text("reason")).contains("custom:note");
    }

    @Test
    void anAttributeThatTheSchemaLacksIsNamed() {
        String born = pools.inOsaka("one@example.com", "custom:note", "kept");
        pools.inOsaka("two@example.com");
        String target = primaryWithNotesUpTo("");
        snapshot();
        Map<String, String> environment = environment();
        environment.put("COGNITO_DR_PRIMARY_POOL", target);

        CommandLineProcess.Ended ended = CommandLineProcess.run(environment, "restore", "--yes");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(ended.out()).contains(born).contains("the target's schema lacks custom:note");
    }

    @Test
    void whenTheStandbyIsDownUsersAreHomeAndTheMarkingIsLeftForLater() {
        String born = pools.inOsaka("one@example.com");
        snapshot();
        sandbox.cognito(TwoPools.OSAKA).faults().set(Fault.refuse());

        CommandLineProcess.Ended down = run("restore", "--yes", "--patience", "2");

        assertThat(down.exitCode()).as(down.err()).isEqualTo(ExitCode.AWS_REFUSED);
        assertThat(down.err()).contains("not marked there yet");
        assertThat(home()).containsOnlyKeys("one@example.com");

        sandbox.cognito(TwoPools.OSAKA).faults().clear();
        CommandLineProcess.Ended up = run("restore", "--yes");

        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.err()).contains("Going on with the restore");
        assertThat(TwoPools.attribute(pools.copyOf("one@example.com"), Attributes.ORIGIN_SUB))
                .contains(born);
    }

    @Test
    void aLogThatMayNotBeReadCostsReasonsAndNothingElse() {
        pools.inOsaka("one@example.com");
        pools.inOsaka("two@example.com");
        snapshot();
        // signs up in between: the listing did not have the user, so that the job skips the row
        sandbox.cognito(TOKYO).faults().choose(operation -> {
            if (operation.equals("CreateUserImportJob")) {
                sandbox.cognito(TOKYO).faults().clear();
                sandbox.cognito(TOKYO).faults().set("GetLogEvents", Fault.deny());
                pools.inTokyo("two@example.com");
            }
            return Fault.none();
        });

        CommandLineProcess.Ended ended = run("restore", "--yes", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(ended.err()).contains("logs:GetLogEvents");
        assertThat(counts(JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))))
                .containsEntry("imported", 1L)
                .containsEntry("inConflict", 1L);
    }

    @Test
    void twoAtATimeAreRefused() {
        pools.inOsaka("one@example.com");
        snapshot();
        sandbox.cognito(TOKYO).faults().set("StartUserImportJob", Fault.hang());

        try (CommandLineProcess first = CommandLineProcess.start(environment(), "restore", "--yes")) {
            first.awaitError(text -> text.contains("Importing"));
            CommandLineProcess.Ended second = run("restore", "--yes");

            assertThat(second.exitCode()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(second.err()).contains("Another cognito-dr is at the same work");
            first.kill();
        }
        sandbox.cognito(TOKYO).faults().clear();
        assertThat(run("restore", "--yes").exitCode()).isZero();
    }

    /** A primary of another schema; without the attribute where there is no length. */
    private String primaryWithNotesUpTo(String length) {
        List<SchemaAttributeType> schema = new ArrayList<>(List.of(custom("origin_sub", "64")));
        if (!length.isEmpty()) {
            schema.add(custom("note", length));
        }
        return pools.tokyo()
                .createUserPool(pool -> pool.poolName("other")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .mfaConfiguration(UserPoolMfaType.ON)
                        .schema(schema))
                .userPool()
                .id();
    }

    private static SchemaAttributeType custom(String name, String longest) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType(AttributeDataType.STRING)
                .mutable(true)
                .stringAttributeConstraints(bounds -> bounds.minLength("0").maxLength(longest))
                .build();
    }

    private void refused(String why) {
        CommandLineProcess.Ended ended = run("restore", "--yes");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains(why).doesNotContain("\tat ");
        assertThat(home()).isEmpty();
    }

    private void unconfirmed(String email) {
        CognitoIdentityProviderClient osaka = pools.osaka();
        String client = osaka.createUserPoolClient(
                        request -> request.userPoolId(pools.standby().value()).clientName("app"))
                .userPoolClient()
                .clientId();
        osaka.signUp(request -> request.clientId(client)
                .username(email)
                .password("Correct-horse-1")
                .userAttributes(TwoPools.types(Map.of("email", email))));
    }

    private TestSnapshot snapshot() {
        return TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(pools.environment());
        environment.put("COGNITO_DR_BUCKET", BUCKET);
        environment.put("COGNITO_DR_PRIMARY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");
        environment.put("COGNITO_DR_STANDBY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");
        return environment;
    }

    private CommandLineProcess.Ended run(String... arguments) {
        return CommandLineProcess.run(environment(), arguments);
    }

    private Map<String, UserType> home() {
        return TwoPools.byEmail(pools.tokyo(), pools.primary());
    }

    private static UserType user(Map<String, UserType> users, String email) {
        return Objects.requireNonNull(users.get(email), "nobody has that address");
    }

    private static String note(UserType user) {
        return TwoPools.attribute(user, "custom:note").orElse("");
    }

    /** What is called in Tokyo from now on. */
    private static List<String> recordCalls() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        sandbox.cognito(TOKYO).faults().choose(operation -> {
            calls.add(operation);
            return Fault.none();
        });
        return calls;
    }

    private static Map<String, Long> counts(JsonObject result) {
        Map<String, Long> counts = new HashMap<>();
        for (String name : List.of(
                "users",
                "imported",
                "created",
                "changed",
                "alreadyThere",
                "differs",
                "inConflict",
                "deletedThere",
                "leftOut",
                "failed",
                "marked")) {
            counts.put(name, result.number(name));
        }
        long sum = counts.entrySet().stream()
                .filter(count ->
                        !count.getKey().equals("users") && !count.getKey().equals("marked"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(sum).as("everybody is accounted for").isEqualTo(counts.get("users"));
        return counts;
    }

    /** S3 answers within milliseconds; Cognito's times are in seconds. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(1_100).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
