package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/** The doctor as an operator runs it. */
class DoctorIT {
    private static final DeployedPools pools = new DeployedPools();

    @BeforeAll
    static void start() {
        pools.snapshot(Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("-", "")
                .replace(":", ""));
    }

    @AfterAll
    static void stop() {
        pools.close();
    }

    @Test
    void aDeploymentThatIsWellIsFoundWell() {
        Ended ended = pools.run("doctor");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.lines()).contains("0 critical, 0 warnings, 36 ok, 6 skipped.");
        assertThat(ended.lines())
                .filteredOn(line -> line.startsWith("skipped   "))
                .hasSize(6);
        assertThat(ended.lines())
                .filteredOn(line -> !line.startsWith("ok ") && !line.startsWith("skipped "))
                .hasSize(3);
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aRegionThatIsDownIsLinesOfItsOwnAndTheOtherIsLookedAt() {
        pools.sandbox().regionDown("ap-northeast-1");
        try {
            Ended ended = pools.run("doctor", "--patience", "4");

            assertThat(ended.lines())
                    .anyMatch(line -> line.startsWith("ok        mfa (standby)"))
                    .anyMatch(line -> line.startsWith("warning   mfa (primary): could not be checked: ")
                            && line.contains("ap-northeast-1"));
            assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
        } finally {
            pools.sandbox().regionUp("ap-northeast-1");
        }
    }

    @Test
    void aPermissionThatIsMissingIsNamed() {
        pools.sandbox().cognito("ap-northeast-3").faults().set("GetUserPoolMfaConfig", Fault.deny());
        try {
            assertThat(pools.run("doctor").lines())
                    .anyMatch(line -> line.startsWith("ok        mfa (primary)"))
                    .anyMatch(line -> line.startsWith("warning   mfa (standby): could not be checked: No permission:"
                            + " cognito-idp:GetUserPoolMfaConfig"));
        } finally {
            pools.sandbox().cognito("ap-northeast-3").faults().clear();
        }
    }

    @Test
    void whatIsIllIsFound() {
        try (DeployedPools ill = new DeployedPools()) {
            String primary = ill.pool(Side.PRIMARY);
            String standby = ill.pool(Side.STANDBY);
            ill.cognito(Side.STANDBY)
                    .setUserPoolMfaConfig(request -> request.userPoolId(standby).mfaConfiguration("OFF"));
            ill.cognito(Side.STANDBY)
                    .createUserPoolClient(request -> request.userPoolId(standby)
                            .clientName("open")
                            .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH));
            ill.cognito(Side.PRIMARY)
                    .addCustomAttributes(request -> request.userPoolId(primary)
                            .customAttributes(SchemaAttributeType.builder()
                                    .name("level")
                                    .attributeDataType("String")
                                    .build()));
            ill.cognito(Side.PRIMARY)
                    .createGroup(request -> request.userPoolId(primary).groupName("staff"));
            ill.cognito(Side.STANDBY)
                    .updateUserPool(request -> request.userPoolId(standby)
                            .emailConfiguration(email -> email.emailSendingAccount("COGNITO_DEFAULT")));
            ill.sqs(Side.PRIMARY)
                    .sendMessage(request ->
                            request.queueUrl(ill.queueUrl("RetryDeadLetter")).messageBody("hello"));
            ill.user(Side.STANDBY, "a@example.com", Map.of("custom:origin_sub", "one"));
            ill.user(Side.STANDBY, "b@example.com", Map.of("custom:origin_sub", "one", "email_verified", "false"));

            Ended ended = ill.run("doctor", "--users", "--json");

            JsonObject document = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
            assertThat(document.objects("checks"))
                    .filteredOn(check -> !check.text("severity").equals("ok"))
                    .extracting(check -> check.text("severity") + " " + check.text("check") + " " + check.text("about"))
                    .containsExactlyInAnyOrder(
                            "critical schema both",
                            "critical mfa standby",
                            "warning mfa-alike both",
                            "critical client-attributes standby",
                            "warning client-flows standby",
                            "critical trigger standby",
                            "critical auto-verified both",
                            "critical email-sender standby",
                            "critical snapshot standby",
                            "critical dead-letters retry queue",
                            "warning groups both",
                            "critical stable-ids standby",
                            "warning recovery-contacts standby");
            assertThat(document.object("failover").truth("defaultSender")).isTrue();
            assertThat(ended.out()).doesNotContain("example.com");
            assertThat(ended.exitCode()).isEqualTo(ExitCode.CRITICAL);
        }
    }

    @Test
    void whoHasNoStackAndNoPoolsIsToldSoInOneLine() {
        Ended ended = pools.run("doctor", "--primary-stack", "Nothing", "--standby-stack", "Nothing");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().contains("There is no stack Nothing");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
    }

    @Test
    void poolsThatAreNamedAreLookedAtWithoutAStack() {
        Ended ended = pools.run(
                "doctor",
                "--primary-stack",
                "Nothing",
                "--standby-stack",
                "Nothing",
                "--primary-pool",
                pools.pool(Side.PRIMARY),
                "--standby-pool",
                pools.pool(Side.STANDBY));

        assertThat(ended.lines())
                .anyMatch(line -> line.startsWith("ok        schema (both)"))
                .anyMatch(line -> line.startsWith("warning   stack (primary): could not be checked"))
                .anyMatch(line -> line.startsWith("critical  snapshot (standby): could not be checked"));
        assertThat(ended.exitCode()).isEqualTo(ExitCode.CRITICAL);
    }
}
