package io.github.cognitodr.replicate;

import static io.github.cognitodr.replicate.ReplicatingPools.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.replicate.ReplicatingPools.Person;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.faults.Faults;
import io.github.cognitodr.sandbox.lambda.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Osaka fails for three days: who has signed up is tried again every 15 minutes, by the deployable jar, while the test
 * moves the clock of Cognito and SQS. The worker itself reads the machine's clock, so to it nobody is ever old; that
 * people are put aside only after nine days is shown by ReplicateFromQueueTest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageOfThreeDaysIT {
    private static final Duration OUTAGE = Duration.ofDays(3);

    /** The longest pause of the retry queue, so that each look at the queue is a delivery. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private static final Duration PAST_THE_DELAY = Duration.ofSeconds(61);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReplicatingPools pools = new ReplicatingPools();
    private final Map<String, Integer> deliveries = new HashMap<>();

    @AfterAll
    void stop() {
        pools.close();
    }

    @Test
    void nobodyWhoHasSignedUpIsForgotten() {
        Faults<String> osaka = pools.osakaFaults();
        osaka.set("AdminCreateUser", Fault.loseAnswer());
        Person madeUnheard = pools.confirmed();
        osaka.clear();
        osaka.set("AdminSetUserPassword", Fault.error500());
        Person halfCreated = pools.confirmed();
        osaka.clear();
        osaka.set(Fault.hang());
        Person hanging = pools.confirmed();
        osaka.clear();
        osaka.set(Fault.refuse());
        List<Person> people =
                List.of(madeUnheard, halfCreated, hanging, pools.confirmed(), pools.confirmed(), pools.confirmed());

        osaka.choose(new Broken());
        Instant start = pools.clock.instant();
        try (EventSource queue = pools.eventSource()) {
            pools.clock.advance(PAST_THE_DELAY);
            queue.drain(this::count);
            while (Duration.between(start, pools.clock.instant()).compareTo(OUTAGE) < 0) {
                pools.clock.advance(STEP);
                queue.drain(this::count);
            }
        }
        assertThat(deliveries)
                .as("deliveries of each person during the outage")
                .hasSameSizeAs(people)
                .allSatisfy((sub, count) -> assertThat(count).isGreaterThan(280));
        assertThat(pools.messagesIn(pools.deadLetterQueue)).isZero();

        osaka.clear();
        pools.runQueue();

        assertThat(people).allSatisfy(person -> {
            AdminGetUserResponse copy = pools.copy(person);
            assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
            assertThat(copy.enabled()).isTrue();
            assertThat(copy.userAttributes())
                    .contains(
                            attribute("email", person.email()),
                            attribute("email_verified", "true"),
                            attribute("custom:origin_sub", person.sub()));
        });
        assertThat(pools.osaka
                        .listUsers(request -> request.userPoolId(pools.standby.value()))
                        .users())
                .hasSameSizeAs(people);
        assertThat(pools.retriesLeft()).isZero();
        assertThat(pools.messagesIn(pools.deadLetterQueue)).isZero();
        assertThat(pools.deadLetters()).isEmpty();
    }

    /** Fails at the first call nearly always, which is quick; and where that is let through, at the next. */
    private static final class Broken implements Function<String, Fault> {
        private static final int LET_THROUGH_ONE_IN = 100;

        private final Random random = new Random(20261122);

        @Override
        public synchronized Fault apply(String operation) {
            if (operation.equals("AdminGetUser") && random.nextInt(LET_THROUGH_ONE_IN) == 0) {
                return Fault.none();
            }
            return List.of(Fault.refuse(), Fault.error500(), Fault.throttle()).get(random.nextInt(3));
        }
    }

    private void count(byte[] payload) {
        for (JsonNode record : JSON.readTree(payload).path("Records")) {
            JsonNode message = JSON.readTree(record.path("body").asString(""));
            deliveries.merge(message.path("username").asString(""), 1, Integer::sum);
        }
    }
}
