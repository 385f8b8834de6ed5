package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * A restore that is killed while a call is under way, once before it was carried out and once after, and is run again: for
 * each kind of call that it makes with {@code -Drestore.kills=all}, for six of them without.
 */
@SuppressWarnings("NullAway.Init")
class RestoreKilledIT {
    private static final String BUCKET = "backup";
    private static final boolean ALL = "all".equals(System.getProperty("restore.kills"));

    /** Of each step one, where a repeated call would do the most harm. */
    private static final List<String> SOME = List.of(
            "ListUsers before",
            "PutObject after",
            "StartUserImportJob after",
            "AdminSetUserPassword before",
            "AdminUpdateUserAttributes after");

    private static final List<String> HOME_CALLS = List.of(
            "GetCSVHeader",
            "ListUsers",
            "CreateUserImportJob",
            "PutObject",
            "StartUserImportJob",
            "DescribeUserImportJob",
            "AdminCreateUser",
            "AdminDisableUser",
            "AdminSetUserPassword",
            "AdminGetUser",
            "AdminUpdateUserAttributes");

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS));
        sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @Test
    void whoeverIsKilledInTheMiddleOfACallGoesOn() {
        for (String operation : HOME_CALLS) {
            for (boolean carriedOut : new boolean[] {false, true}) {
                if (ALL || SOME.contains(as(operation, carriedOut))) {
                    killAndGoOn(TwoPools.TOKYO, operation, carriedOut);
                }
            }
        }
    }

    @Test
    void whoeverIsKilledWhileUsersAreMarkedGoesOn() {
        if (ALL) {
            killAndGoOn(TwoPools.OSAKA, "AdminUpdateUserAttributes", false);
        }
        killAndGoOn(TwoPools.OSAKA, "AdminUpdateUserAttributes", true);
    }

    private static String as(String operation, boolean carriedOut) {
        return operation + (carriedOut ? " after" : " before");
    }

    private static void killAndGoOn(String region, String operation, boolean carriedOut) {
        TwoPools pools = world();
        String as = as(operation, carriedOut);
        List<String> passwords = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<@Nullable CommandLineProcess> victim = new AtomicReference<>();
        AtomicInteger deaths = new AtomicInteger();
        sandbox.cognito(region).faults().choose(call -> {
            CommandLineProcess process = victim.get();
            if (call.equals("AdminSetUserPassword")) {
                passwords.add(call);
            }
            if (process != null && call.equals(operation) && deaths.getAndIncrement() == 0) {
                process.kill();
                return carriedOut ? Fault.none() : Fault.refuse();
            }
            return Fault.none();
        });
        try (CommandLineProcess first = CommandLineProcess.start(environment(pools), "restore", "--yes")) {
            victim.set(first);
            first.await();
        }
        assertThat(deaths.get()).as(as).isPositive();

        CommandLineProcess.Ended again = CommandLineProcess.run(environment(pools), "restore", "--yes", "--json");
        sandbox.cognito(region).faults().clear();

        assertThat(again.exitCode()).as("%s: %s", as, again.err()).isEqualTo(ExitCode.DONE);
        JsonObject result = JsonObject.parse(again.out().getBytes(StandardCharsets.UTF_8));
        assertThat(result.number("users")).as(as).isEqualTo(12);
        assertThat(result.number("imported")).as(as + again.out()).isEqualTo(8);
        assertThat(result.number("created")).as(as + again.out()).isEqualTo(2);
        assertThat(result.number("changed") + result.number("alreadyThere"))
                .as(as + again.out())
                .isEqualTo(2);
        Map<String, UserType> home = TwoPools.byEmail(pools.tokyo(), pools.primary());
        assertThat(home).as(as).hasSize(12);
        assertThat(user(home, "disabled@example.com").enabled()).as(as).isFalse();
        assertThat(user(home, "disabled@example.com").userStatusAsString())
                .as(as)
                .isEqualTo("CONFIRMED");
        assertThat(user(home, "quoted@example.com").userStatusAsString()).as(as).isEqualTo("CONFIRMED");
        assertThat(TwoPools.attribute(user(home, "changed@example.com"), "custom:note"))
                .as(as)
                .contains("later");
        assertThat(startedJobs(pools)).as(as).hasSize(1);
        assertThat(passwords.size()).as(as).isLessThanOrEqualTo(operation.equals("AdminSetUserPassword") ? 3 : 2);
        pools.standbyByEmail()
                .forEach((email, user) -> assertThat(TwoPools.attribute(user, Attributes.ORIGIN_SUB))
                        .as(as)
                        .isPresent());
    }

    /** Eight to import, two to create, one to change, and one who is there. */
    private static TwoPools world() {
        TwoPools pools = TwoPools.in(sandbox);
        pools.inBoth("changed@example.com");
        pools.inBoth("same@example.com");
        for (int i = 0; i < 8; i++) {
            pools.inOsaka("person" + i + "@example.com");
        }
        pools.inOsaka("quoted@example.com", "custom:note", "\"");
        pools.disable(pools.osaka(), pools.standby(), pools.inOsaka("disabled@example.com"));
        pools.change(
                pools.osaka(),
                pools.standby(),
                pools.copyOf("changed@example.com").username(),
                "custom:note",
                "later");
        TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby());
        return pools;
    }

    private static UserType user(Map<String, UserType> users, String email) {
        return Objects.requireNonNull(users.get(email), "nobody has that address");
    }

    private static List<UserImportJobType> startedJobs(TwoPools pools) {
        return pools
                .tokyo()
                .listUserImportJobs(
                        request -> request.userPoolId(pools.primary().value()).maxResults(60))
                .userImportJobs()
                .stream()
                .filter(job -> job.startDate() != null)
                .toList();
    }

    private static Map<String, String> environment(TwoPools pools) {
        Map<String, String> environment = new HashMap<>(pools.environment());
        environment.put("COGNITO_DR_BUCKET", BUCKET);
        environment.put("COGNITO_DR_PRIMARY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");
        return environment;
    }
}
