package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.faults.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Whatever is wrong, one line says what to do, and no stack trace. */
class FailuresIT {
    private static Sandbox sandbox;

    private TwoPools pools;

    @BeforeAll
    static void start() {
        sandbox = TwoPools.sandbox();
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void newPools() {
        pools = TwoPools.in(sandbox);
        for (String region : List.of(TwoPools.TOKYO, TwoPools.OSAKA)) {
            sandbox.cognito(region).faults().clear();
            sandbox.cloudFormation(region).faults().clear();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare --primary-pool Tokyo | must be a user pool id",
                "compare --primary-pool ap-northeast-1_Unknown11 | There is no user pool ap-northeast-1_Unknown11",
                "compare --primary-stack NoSuchStack | There is no stack NoSuchStack in ap-northeast-1",
                "compare --quota UserLists=3 | no such quota, but UserList",
                "compare --quota UserList=0 | must be from 1",
                "compare --quota-share 0 | from 1 to 100",
                "compare --patience 0 | from 1 to 3600",
                "compare --limit many | --limit",
                "sinc | sync",
            })
    void wrongUseIsToldInOneLine(String arguments, String expected) {
        Ended ended = pools.run(arguments.strip().split(" "));

        assertThat(ended.exitCode()).isIn(ExitCode.WRONG_USE, ExitCode.AWS_REFUSED);
        assertThat(ended.err())
                .contains(expected.strip())
                .doesNotContain("\tat ")
                .doesNotContain("Exception:");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void noCredentials() {
        Map<String, String> environment = new HashMap<>(pools.environment());
        environment.keySet().removeIf(name -> name.contains("ACCESS_KEY") || name.contains("SESSION"));
        environment.put("AWS_CONFIG_FILE", "/nowhere");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");

        Ended byStack = CommandLineProcess.run(environment, "compare", "--patience", "2");
        Ended byPool = CommandLineProcess.run(
                environment,
                "compare",
                "--patience",
                "2",
                "--primary-pool",
                pools.primary().value(),
                "--standby-pool",
                pools.standby().value());

        for (Ended ended : List.of(byStack, byPool)) {
            assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
            assertThat(ended.err()).contains("No AWS credentials found").doesNotContain("\tat ");
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        sandbox.cognito(TwoPools.TOKYO).faults().set("ListUsers", Fault.deny());

        Ended ended = pools.run("compare");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
        assertThat(ended.err())
                .contains("No permission: cognito-idp:ListUsers on the primary pool")
                .doesNotContain("\tat ");
    }

    @Test
    void aMissingPermissionForTheStackIsNamed() {
        sandbox.cloudFormation(TwoPools.OSAKA).faults().set("DescribeStacks", Fault.deny());

        Ended ended = pools.run("compare");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
        assertThat(ended.err()).contains("No permission: cloudformation:DescribeStacks on the stack CognitoDrStandby");
    }

    @ParameterizedTest
    @ValueSource(strings = {TwoPools.TOKYO, TwoPools.OSAKA})
    void aRegionThatIsDown(String region) {
        sandbox.regionDown(region);
        try {
            Ended ended = pools.run("sync", "--yes", "--patience", "3");

            assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
            assertThat(ended.err())
                    .contains("of " + region + " does not answer")
                    .doesNotContain("\tat ");
        } finally {
            sandbox.regionUp(region);
        }
    }

    @Test
    void verboseShowsWhereItCameFrom() {
        Ended ended = pools.run("compare", "--verbose", "--primary-pool", "ap-northeast-1_Unknown11");

        assertThat(ended.err()).contains("There is no user pool").contains("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AdminCreateUser", "AdminSetUserPassword", "ListUsers"})
    void anOperationThatFailsForAMomentIsAskedForAgain(String operation) {
        List<Fault> troubles = List.of(Fault.throttle(), Fault.loseAnswer(), Fault.error500(), Fault.bare503());
        pools.inTokyo("one@example.com");
        AtomicInteger call = new AtomicInteger();
        for (String region : List.of(TwoPools.TOKYO, TwoPools.OSAKA)) {
            sandbox.cognito(region)
                    .faults()
                    .choose(name -> name.equals(operation) && call.getAndIncrement() < troubles.size()
                            ? troubles.get(call.get() - 1)
                            : Fault.none());
        }

        Ended ended = pools.run("sync", "--yes");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(pools.copyOf("one@example.com").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        Ended all = pools.run("--help");
        List<String> commands = all.lines().stream()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.startsWith("  ") && line.charAt(2) != ' ')
                .map(line -> line.strip().replaceAll(" .*", ""))
                .toList();

        assertThat(commands).contains("compare", "sync");
        for (String command : commands) {
            if (command.equals("help") || command.equals("generate-completion")) {
                continue;
            }
            Ended help = pools.run(command, "--help");
            assertThat(help.exitCode()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Example").contains("cognito-dr " + command);
            assertThat(help.lines()).as(command).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void theShellCompletesCommandsAndOptions() {
        Ended ended = pools.run("generate-completion");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("compare").contains("--adopt");
    }
}
