package io.github.cognitodr.operator.doctor;

import static io.github.cognitodr.operator.doctor.Severity.CRITICAL;
import static io.github.cognitodr.operator.doctor.Severity.OK;
import static io.github.cognitodr.operator.doctor.Severity.SKIPPED;
import static io.github.cognitodr.operator.doctor.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cognitodr.operator.deployment.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameConfigurationType;

/** What each check says of a deployment that has one thing the matter with it. */
class ChecksTest {

    /** What is the matter, and what is said of it. */
    private record Case(
            String matter, Consumer<Patient> illness, String check, String about, Severity severity, String found) {
        @Override
        public String toString() {
            return matter;
        }
    }

    private static Case ill(
            String matter, Severity severity, String check, String about, String found, Consumer<Patient> illness) {
        return new Case(matter, illness, check, about, severity, found);
    }

    static Stream<Case> cases() {
        return Stream.of(
                ill(
                        "update under way",
                        WARNING,
                        "stack",
                        "standby",
                        "UPDATE_IN_PROGRESS",
                        p -> p.standby().stackStatus = "UPDATE_IN_PROGRESS"),
                ill(
                        "first deployment failed",
                        WARNING,
                        "stack",
                        "primary",
                        "ROLLBACK_COMPLETE",
                        p -> p.primary().stackStatus = "ROLLBACK_COMPLETE"),
                ill(
                        "update rolled back",
                        WARNING,
                        "stack",
                        "primary",
                        "UPDATE_ROLLBACK_COMPLETE: the last deployment failed",
                        p -> p.primary().stackStatus = "UPDATE_ROLLBACK_COMPLETE"),
                ill(
                        "attribute missing in the standby",
                        CRITICAL,
                        "schema",
                        "both",
                        "custom:level is missing",
                        p -> p.primary().add(Patient.text("custom:level", 0, 10))),
                ill(
                        "attribute missing in the primary",
                        WARNING,
                        "schema",
                        "both",
                        "custom:level is missing in the pri",
                        p -> p.standby().add(Patient.text("custom:level", 0, 10))),
                ill("shorter in the standby", CRITICAL, "schema", "both", "name takes 0 to 20 characters in the", p -> {
                    p.standby().remove("name");
                    p.standby().add(Patient.text("name", 0, 20));
                }),
                ill("longer in the standby", WARNING, "schema", "both", "only 0 to 20 characters", p -> {
                    p.primary().remove("name");
                    p.primary().add(Patient.text("name", 0, 20));
                }),
                ill("no bounds are Cognito's own", OK, "schema", "both", "agree", p -> {
                    p.standby().remove("name");
                    p.standby()
                            .add(SchemaAttributeType.builder()
                                    .name("name")
                                    .attributeDataType("String")
                                    .mutable(true)
                                    .build());
                }),
                ill("another type", CRITICAL, "schema", "both", "name is a String in the primary and a Number", p -> {
                    p.standby().remove("name");
                    p.standby().add(Patient.number("name", "0", "9"));
                }),
                ill("narrower number", CRITICAL, "schema", "both", "updated_at takes 5 to 9999999999", p -> {
                    p.standby().remove("updated_at");
                    p.standby().add(Patient.number("updated_at", "5", "9999999999"));
                }),
                ill(
                        "required in the standby only",
                        CRITICAL,
                        "schema",
                        "both",
                        "name is required in the standby",
                        p -> p.standby().attribute("name", a -> a.required(true))),
                ill(
                        "required in the primary only",
                        WARNING,
                        "schema",
                        "both",
                        "name is required in the primary",
                        p -> p.primary().attribute("name", a -> a.required(true))),
                ill(
                        "immutable in the standby",
                        WARNING,
                        "schema",
                        "both",
                        "name cannot be changed in the standby",
                        p -> p.standby().attribute("name", a -> a.mutable(false))),
                ill(
                        "no origin_sub",
                        CRITICAL,
                        "origin-sub",
                        "primary",
                        "has no custom:origin_sub",
                        p -> p.primary().remove("custom:origin_sub")),
                ill(
                        "immutable origin_sub",
                        CRITICAL,
                        "origin-sub",
                        "standby",
                        "immutable",
                        p -> p.standby().attribute("custom:origin_sub", a -> a.mutable(false))),
                ill(
                        "short origin_sub",
                        CRITICAL,
                        "origin-sub",
                        "standby",
                        "36 characters",
                        p -> replace(p, Patient.text("custom:origin_sub", 1, 35))),
                ill(
                        "origin_sub of just a sub",
                        OK,
                        "origin-sub",
                        "standby",
                        "long enough",
                        p -> replace(p, Patient.text("custom:origin_sub", 36, 36))),
                ill(
                        "origin_sub is a number",
                        CRITICAL,
                        "origin-sub",
                        "standby",
                        "not a String",
                        p -> replace(p, Patient.number("custom:origin_sub", "0", "9"))),
                ill(
                        "required origin_sub",
                        CRITICAL,
                        "origin-sub",
                        "standby",
                        "required",
                        p -> p.standby().attribute("custom:origin_sub", a -> a.required(true))),
                ill(
                        "MFA is optional",
                        CRITICAL,
                        "mfa",
                        "primary",
                        "MFA is OPTIONAL",
                        p -> p.primary().mfa.mfaConfiguration("OPTIONAL")),
                ill(
                        "MFA is off",
                        CRITICAL,
                        "mfa",
                        "standby",
                        "MFA is OFF",
                        p -> p.standby().mfa.mfaConfiguration("OFF")),
                ill(
                        "no authenticator app",
                        CRITICAL,
                        "mfa",
                        "standby",
                        "no authenticator app",
                        p -> p.standby().mfa.softwareTokenMfaConfiguration(token -> token.enabled(false))),
                ill(
                        "SMS in one pool",
                        WARNING,
                        "mfa-alike",
                        "both",
                        "SMS",
                        p -> p.primary().mfa.smsMfaConfiguration(sms -> sms.smsAuthenticationMessage("{####}"))),
                ill(
                        "another sign-in",
                        CRITICAL,
                        "sign-in",
                        "both",
                        "email in the primary, phone_number in the",
                        p -> p.standby().description.usernameAttributesWithStrings("phone_number")),
                ill("another order is the same", WARNING, "sign-in", "both", "an address or a number", p -> {
                    p.primary().description.usernameAttributesWithStrings("phone_number", "email");
                    p.standby().description.usernameAttributesWithStrings("email", "phone_number");
                }),
                ill(
                        "an alias in one pool",
                        CRITICAL,
                        "sign-in",
                        "both",
                        "aliases",
                        p -> p.primary().description.aliasAttributesWithStrings("preferred_username")),
                ill(
                        "upper and lower case",
                        CRITICAL,
                        "sign-in",
                        "both",
                        "only the standby tells upper",
                        p -> p.standby().description.usernameConfiguration(config -> config.caseSensitive(true))),
                ill(
                        "the default is to tell upper from lower case",
                        CRITICAL,
                        "sign-in",
                        "both",
                        "only the standby tells upper",
                        p -> p.standby().description.usernameConfiguration((UsernameConfigurationType) null)),
                ill(
                        "upper and lower case in both, by default and by word",
                        OK,
                        "sign-in",
                        "both",
                        "in both pools",
                        p -> {
                            p.primary().description.usernameConfiguration(config -> config.caseSensitive(true));
                            p.standby().description.usernameConfiguration((UsernameConfigurationType) null);
                        }),
                ill(
                        "another verified contact",
                        WARNING,
                        "auto-verified",
                        "both",
                        "the standby email and phone",
                        p -> p.standby().description.autoVerifiedAttributesWithStrings("email", "phone_number")),
                ill(
                        "no verified contact",
                        CRITICAL,
                        "auto-verified",
                        "both",
                        "the standby verifies no contact",
                        p -> p.standby().description.autoVerifiedAttributesWithStrings(List.of())),
                ill(
                        "recovery by an administrator",
                        CRITICAL,
                        "account-recovery",
                        "standby",
                        "administrator",
                        p -> p.standby().recoveringBy("admin_only")),
                ill(
                        "recovery by another contact",
                        CRITICAL,
                        "account-recovery",
                        "standby",
                        "verified_phone",
                        p -> p.standby().recoveringBy("verified_phone_number")),
                ill(
                        "very long passwords",
                        CRITICAL,
                        "password-policy",
                        "standby",
                        "129",
                        p -> p.standby()
                                .description
                                .policies(
                                        policies -> policies.passwordPolicy(password -> password.minimumLength(129)))),
                ill(
                        "long passwords",
                        OK,
                        "password-policy",
                        "standby",
                        "128",
                        p -> p.standby()
                                .description
                                .policies(
                                        policies -> policies.passwordPolicy(password -> password.minimumLength(128)))),
                ill(
                        "no sign-up in the standby",
                        WARNING,
                        "sign-up",
                        "both",
                        "only the primary lets",
                        p -> p.standby()
                                .description
                                .adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(true))),
                ill(
                        "client writes origin_sub",
                        CRITICAL,
                        "client-attributes",
                        "primary",
                        "web may write",
                        p -> p.primary().client.writeAttributes("email", "custom:origin_sub")),
                ill(
                        "client without a list",
                        CRITICAL,
                        "client-attributes",
                        "standby",
                        "names no writable",
                        p -> p.standby().client.writeAttributes(List.of())),
                ill(
                        "admin flow",
                        WARNING,
                        "client-flows",
                        "standby",
                        "allows an admin flow",
                        p -> p.standby().client.explicitAuthFlowsWithStrings("ALLOW_ADMIN_USER_PASSWORD_AUTH")),
                ill(
                        "old admin flow",
                        WARNING,
                        "client-flows",
                        "standby",
                        "allows an admin flow",
                        p -> p.standby().client.explicitAuthFlowsWithStrings("ADMIN_NO_SRP_AUTH")),
                ill(
                        "plain passwords",
                        WARNING,
                        "client-flows",
                        "primary",
                        "USER_PASSWORD_AUTH",
                        p -> p.primary().client.explicitAuthFlowsWithStrings("ALLOW_USER_PASSWORD_AUTH")),
                ill(
                        "no trigger",
                        CRITICAL,
                        "trigger",
                        "primary",
                        "no Post Confirmation trigger",
                        p -> p.primary().description.lambdaConfig(config -> config.preSignUp("arn:x"))),
                ill(
                        "trigger by version",
                        CRITICAL,
                        "trigger",
                        "standby",
                        "by a version",
                        p -> trigger(p, "snapshot:7")),
                ill(
                        "somebody's trigger",
                        WARNING,
                        "trigger",
                        "standby",
                        "not the stack's",
                        p -> trigger(p, "other:live")),
                ill("alias of the stack", OK, "trigger", "standby", "is the stack's", p -> trigger(p, "snapshot:live")),
                ill("another alias than the output", WARNING, "trigger", "standby", "not the stack's", p -> {
                    p.standby().trigger = new OwnTrigger(Optional.of("arn:of:the:output"), Optional.of("snapshot"));
                    trigger(p, "snapshot:live");
                }),
                ill("no stack to compare with", WARNING, "trigger", "standby", "cannot tell whether it is ours", p -> {
                    p.standby().trigger = OwnTrigger.UNKNOWN;
                    trigger(p, "other:live");
                }),
                ill("the other stack's trigger", WARNING, "trigger", "standby", "cannot tell whether it is ours", p -> {
                    p.standby().trigger = OwnTrigger.UNKNOWN;
                    trigger(p, "CognitoDrPrimary-ReplicationReplicateOnConfirmation-a1:live");
                }),
                ill("no stack, and our name", OK, "trigger", "standby", "is named as the stack's", p -> {
                    p.standby().trigger = OwnTrigger.UNKNOWN;
                    trigger(p, "CognitoDrStandby-SnapshotsSnapshotOnConfirmationFu-a1:live");
                }),
                ill(
                        "default sender in the standby",
                        CRITICAL,
                        "email-sender",
                        "standby",
                        "50 messages a day",
                        p -> p.standby()
                                .description
                                .emailConfiguration(email -> email.emailSendingAccount("COGNITO_DEFAULT"))),
                ill(
                        "default sender in the primary",
                        WARNING,
                        "email-sender",
                        "primary",
                        "50 messages a day",
                        p -> p.primary().description.emailConfiguration(email -> email.from("a"))),
                ill(
                        "phones without a sender in the standby",
                        CRITICAL,
                        "sms-sender",
                        "standby",
                        "no SmsConfiguration",
                        p -> p.standby().description.usernameAttributesWithStrings("phone_number")),
                ill(
                        "phones and addresses without a sender for phones",
                        CRITICAL,
                        "sms-sender",
                        "standby",
                        "no SmsConfiguration",
                        p -> p.standby().description.usernameAttributesWithStrings("email", "phone_number")),
                ill(
                        "phones without a sender in the primary",
                        WARNING,
                        "sms-sender",
                        "primary",
                        "no SmsConfiguration",
                        p -> p.primary().description.usernameAttributesWithStrings("phone_number")),
                ill(
                        "phones with a sender",
                        OK,
                        "sms-sender",
                        "standby",
                        "SMS role",
                        p -> p.standby()
                                .description
                                .usernameAttributesWithStrings("phone_number")
                                .smsConfiguration(sms -> sms.snsCallerArn("arn:aws:iam::123456789012:role/sms"))),
                ill("no phones", OK, "sms-sender", "standby", "nobody signs in with a phone", p -> {}),
                ill(
                        "no snapshot",
                        CRITICAL,
                        "snapshot",
                        "standby",
                        "no snapshot",
                        p -> p.snapshot = Fact.known(Optional.empty())),
                ill(
                        "no manifest",
                        CRITICAL,
                        "snapshot",
                        "standby",
                        "manifest",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofHours(1), false)),
                ill(
                        "old snapshot",
                        WARNING,
                        "snapshot",
                        "standby",
                        "is 1 d 2 h old",
                        p -> p.snapshot =
                                Patient.snapshotOf(Duration.ofHours(26).plusSeconds(1), true)),
                ill(
                        "snapshot of yesterday",
                        OK,
                        "snapshot",
                        "standby",
                        "old",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofHours(26), true)),
                ill(
                        "snapshot of last week",
                        WARNING,
                        "snapshot",
                        "standby",
                        "old",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofDays(7), true)),
                ill(
                        "snapshot of another month",
                        CRITICAL,
                        "snapshot",
                        "standby",
                        "is 7 d",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofDays(7).plusSeconds(1), true)),
                ill(
                        "files gone",
                        CRITICAL,
                        "snapshot",
                        "standby",
                        "a (missing), b (missing), c (missing) and 2 more",
                        p -> p.snapshot = Patient.snapshotOf(
                                Duration.ofHours(1),
                                true,
                                "a (missing)",
                                "b (missing)",
                                "c (missing)",
                                "d (missing)",
                                "e (missing)")),
                ill(
                        "snapshot of the future",
                        WARNING,
                        "snapshot",
                        "standby",
                        "is of the future, by 6 min",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofMinutes(-6), true)),
                ill(
                        "clocks that differ a little",
                        OK,
                        "snapshot",
                        "standby",
                        "is 0 s old",
                        p -> p.snapshot = Patient.snapshotOf(Duration.ofMinutes(-5), true)),
                ill(
                        "dead sign-ups",
                        CRITICAL,
                        "dead-letters",
                        "retry queue",
                        "3 dead letters",
                        p -> p.dead(Queue.RETRY, 3)),
                ill(
                        "dead request",
                        CRITICAL,
                        "dead-letters",
                        "snapshot queue",
                        "1 dead letter",
                        p -> p.dead(Queue.SNAPSHOT, 1)),
                ill(
                        "people wait",
                        WARNING,
                        "waiting",
                        "retry queue",
                        "12 sign-ups wait",
                        p -> p.waiting(Queue.RETRY, 12)),
                ill(
                        "requests wait",
                        OK,
                        "waiting",
                        "snapshot queue",
                        "requests that wait: 1",
                        p -> p.waiting(Queue.SNAPSHOT, 1)),
                ill(
                        "requests that nobody takes",
                        WARNING,
                        "waiting",
                        "snapshot queue",
                        "11 requests for a snapshot wait",
                        p -> p.unattended(Queue.SNAPSHOT, 11)),
                ill(
                        "some requests wait for the one at work",
                        OK,
                        "waiting",
                        "snapshot queue",
                        "requests that wait: 10",
                        p -> p.unattended(Queue.SNAPSHOT, 10)),
                ill(
                        "many requests that are held back",
                        OK,
                        "waiting",
                        "snapshot queue",
                        "requests that wait: 5000",
                        p -> p.waiting(Queue.SNAPSHOT, 5_000)),
                ill("groups", WARNING, "groups", "both", "lacks 1 of them (staff)", p -> {
                    p.primary().groups = List.of("admins", "staff");
                    p.standby().groups = List.of("admins");
                }),
                ill("groups that are in both", WARNING, "groups", "both", "has a group, whose members are not", p -> {
                    p.primary().groups = List.of("admins");
                    p.standby().groups = List.of("admins");
                }),
                ill(
                        "groups of the standby alone",
                        OK,
                        "groups",
                        "both",
                        "no groups",
                        p -> p.standby().groups = List.of("admins")),
                ill("users not asked for", SKIPPED, "stable-ids", "primary", "not checked: add --users", p -> {}),
                ill("contacts not asked for", SKIPPED, "recovery-contacts", "primary", "not checked", p -> {}),
                ill("half made not asked for", SKIPPED, "half-made", "standby", "not checked", p -> {}),
                ill(
                        "all users have their own",
                        OK,
                        "stable-ids",
                        "primary",
                        "each of 5 users",
                        p -> figures(p, 0, 0, 0)),
                ill("one stable id twice", CRITICAL, "stable-ids", "primary", "1 stable ids", p -> figures(p, 1, 0, 0)),
                ill(
                        "nobody can reach them",
                        WARNING,
                        "recovery-contacts",
                        "primary",
                        "2 of 5",
                        p -> figures(p, 0, 2, 0)),
                ill("half made", WARNING, "half-made", "primary", "3 users are in FORCE", p -> figures(p, 0, 0, 3)),
                ill(
                        "no deletion protection",
                        WARNING,
                        "deletion-protection",
                        "standby",
                        "not protected",
                        p -> p.standby().description.deletionProtection("INACTIVE")),
                ill(
                        "an import is at work",
                        OK,
                        "import-job",
                        "standby",
                        "import-1 is at work",
                        p -> p.standby().activeImport = Optional.of("import-1")),
                ill(
                        "the usual pool",
                        OK,
                        "native-replication",
                        "both",
                        "does not suit: it has no authenticator",
                        p -> {}),
                ill(
                        "Lite",
                        OK,
                        "native-replication",
                        "both",
                        "needs the Essentials or Plus plan",
                        p -> p.primary().description.userPoolTier("LITE")),
                ill("a pool for AWS's own", OK, "native-replication", "both", "may serve this pool better", p -> {
                    p.primary().mfa.softwareTokenMfaConfiguration(token -> token.enabled(false));
                    p.standby().region = "us-west-2";
                }),
                ill("Osaka", OK, "native-replication", "both", "not there in ap-northeast-3", p -> {}));
    }

    private static void replace(Patient patient, SchemaAttributeType attribute) {
        patient.standby().remove(attribute.name());
        patient.standby().add(attribute);
    }

    private static void trigger(Patient patient, String function) {
        patient.standby()
                .description
                .lambdaConfig(config ->
                        config.postConfirmation("arn:aws:lambda:ap-northeast-3:123456789012:function:" + function));
    }

    private static void figures(Patient patient, long twice, long withoutContact, long forceChange) {
        patient.primary().figures = Optional.of(new UserFigures(5, twice, withoutContact, forceChange));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsTheMatterIsSaid(Case given) {
        Examination examination = Patient.whoIsWell().with(given.illness()).examined();

        assertThat(examination.findings())
                .filteredOn(finding ->
                        finding.check().equals(given.check()) && finding.about().equals(given.about()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(given.severity());
                    assertThat(finding.diagnosis().found()).contains(given.found());
                    assertThat(finding.diagnosis().why().isEmpty()).isEqualTo(isQuiet(given.severity()));
                    assertThat(finding.diagnosis().mend().isEmpty()).isEqualTo(isQuiet(given.severity()));
                });
    }

    private static boolean isQuiet(Severity severity) {
        return severity == OK || severity == SKIPPED;
    }

    @Test
    void whoIsWellHasNothingButOksAndWhatNobodyAskedFor() {
        Examination examination = Patient.whoIsWell().examined();

        assertThat(examination.findings())
                .allSatisfy(finding -> assertThat(isQuiet(finding.severity())).isTrue());
        assertThat(examination.findings())
                .filteredOn(finding -> finding.severity() == SKIPPED)
                .hasSize(6)
                .allSatisfy(
                        finding -> assertThat(finding.check()).isIn("stable-ids", "recovery-contacts", "half-made"));
        assertThat(examination.isComplete()).isTrue();
        assertThat(examination.document()).containsEntry("skipped", 6L).containsEntry("couldNotBeChecked", 0L);
    }

    @Test
    void nobodyReliesOnAStandbyThatCannotBeLookedAt() {
        Examination examination = Patient.whoIsWell()
                .with(p -> p.standby().unreachable = Optional.of("Cognito of ap-northeast-3 does not answer"))
                .examined();

        assertThat(examination.findings())
                .filteredOn(finding ->
                        finding.about().equals("standby") && !finding.check().equals("snapshot"))
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(CRITICAL);
                    assertThat(finding.diagnosis().checked()).isFalse();
                    assertThat(finding.diagnosis().found()).contains("could not be checked: Cognito of");
                });
        assertThat(examination.isComplete()).isFalse();
        assertThat(examination.estimate()).isEmpty();
    }

    @Test
    void nobodyReliesOnABucketThatCannotBeLookedAt() {
        Examination examination = Patient.whoIsWell()
                .with(p -> p.snapshot = Fact.unknown("There is no bucket gone"))
                .examined();

        assertThat(examination.findings())
                .filteredOn(finding -> finding.severity() == CRITICAL)
                .extracting(Finding::check, Finding::about)
                .containsExactly(tuple("snapshot", "standby"));
        assertThat(examination.unknown()).isEqualTo(1);
    }

    @Test
    void aRegionThatIsDownKeepsNobodyFromLookingAtTheOther() {
        Patient patient = Patient.whoIsWell().with(p -> {
            p.primary().unreachable = Optional.of("Cognito of ap-northeast-1 does not answer");
            p.standby().mfa.mfaConfiguration("OFF");
        });

        Examination examination = patient.examined();

        assertThat(examination.findings())
                .filteredOn(finding ->
                        finding.about().equals("primary") || finding.about().equals("both"))
                .allSatisfy(finding -> {
                    assertThat(finding.severity()).isEqualTo(WARNING);
                    assertThat(finding.diagnosis().found())
                            .isEqualTo("could not be checked: Cognito of ap-northeast-1 does not answer");
                });
        assertThat(examination.findings())
                .filteredOn(finding -> finding.severity() == CRITICAL)
                .extracting(Finding::check, Finding::about)
                .containsExactly(tuple("mfa", "standby"));
        assertThat(examination.isCritical()).isTrue();
        assertThat(examination.isComplete()).isFalse();
    }

    /** Every row of the page's table begins with the id of a check, and every check has a row. */
    @Test
    void thePageTellsOfEveryCheck() throws IOException {
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(Files.readString(Path.of("..", "docs", "doctor.md")));
        List<String> ids = new ArrayList<>();
        while (rows.find()) {
            ids.add(rows.group(1));
        }

        assertThat(ids).isEqualTo(Checks.all().stream().map(Check::id).toList());
    }

    @Test
    void everyCheckHasACaseThatIsIll() {
        assertThat(cases().map(Case::check).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Checks.all().stream().map(Check::id).toList());
    }
}
