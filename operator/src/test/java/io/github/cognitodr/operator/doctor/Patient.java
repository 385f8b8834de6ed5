package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.deployment.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Facts of a deployment that is well, to be made ill. */
final class Patient {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Map<Side, OnePool> pools = new EnumMap<>(Side.class);
    private final Map<Queue, Fact<Messages>> waiting = new EnumMap<>(Queue.class);
    private final Map<Queue, Fact<Messages>> dead = new EnumMap<>(Queue.class);
    Fact<Optional<NewestSnapshot>> snapshot = snapshotOf(Duration.ofHours(3), true);

    private Patient() {
        for (Side side : Side.values()) {
            pools.put(side, new OnePool(side));
        }
        for (Queue queue : Queue.values()) {
            waiting.put(queue, Fact.known(Messages.NONE));
            dead.put(queue, Fact.known(Messages.NONE));
        }
    }

    static Patient whoIsWell() {
        return new Patient();
    }

    Patient with(Consumer<Patient> illness) {
        illness.accept(this);
        return this;
    }

    OnePool primary() {
        return pool(Side.PRIMARY);
    }

    OnePool standby() {
        return pool(Side.STANDBY);
    }

    OnePool pool(Side side) {
        return pools.getOrDefault(side, new OnePool(side));
    }

    void waiting(Queue queue, long messages) {
        waiting.put(queue, Fact.known(new Messages(0, messages)));
    }

    void dead(Queue queue, long messages) {
        dead.put(queue, Fact.known(new Messages(messages, 0)));
    }

    /** Messages that could be received, and nobody does. */
    void unattended(Queue queue, long messages) {
        waiting.put(queue, Fact.known(new Messages(messages, 0)));
    }

    static Fact<Optional<NewestSnapshot>> snapshotOf(Duration age, boolean isThere, String... amiss) {
        return Fact.known(Optional.of(new NewestSnapshot("20261122T090000Z", NOW.minus(age), isThere, List.of(amiss))));
    }

    Facts facts() {
        return new Facts(
                primary().facts(),
                standby().facts(),
                Arrays.stream(Queue.values())
                        .map(queue -> new QueueFacts(
                                queue,
                                waiting.getOrDefault(queue, Fact.known(Messages.NONE)),
                                dead.getOrDefault(queue, Fact.known(Messages.NONE))))
                        .toList(),
                snapshot,
                NOW);
    }

    Examination examined() {
        return Examination.of(facts(), finding -> {});
    }

    static SchemaAttributeType text(String name, int least, int most) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType("String")
                .mutable(true)
                .required(false)
                .stringAttributeConstraints(
                        bounds -> bounds.minLength(Integer.toString(least)).maxLength(Integer.toString(most)))
                .build();
    }

    static SchemaAttributeType number(String name, String least, String most) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType("Number")
                .mutable(true)
                .required(false)
                .numberAttributeConstraints(bounds -> bounds.minValue(least).maxValue(most))
                .build();
    }

    /** One side. */
    static final class OnePool {
        private final Side side;
        private final List<SchemaAttributeType> schema = new ArrayList<>(List.of(
                text("sub", 1, 2048).toBuilder().mutable(false).required(true).build(),
                text("email", 0, 2048).toBuilder().required(true).build(),
                text("name", 0, 2048),
                number("updated_at", "0", "9999999999"),
                text("custom:origin_sub", 1, 64)));
        UserPoolType.Builder description;
        GetUserPoolMfaConfigResponse.Builder mfa = GetUserPoolMfaConfigResponse.builder()
                .mfaConfiguration("ON")
                .softwareTokenMfaConfiguration(token -> token.enabled(true));
        UserPoolClientType.Builder client = UserPoolClientType.builder()
                .clientName("web")
                .writeAttributes("email", "name")
                .explicitAuthFlowsWithStrings("ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH");
        List<String> groups = List.of();
        Optional<String> activeImport = Optional.empty();
        String stackStatus = "UPDATE_COMPLETE";
        OwnTrigger trigger;
        Optional<UserFigures> figures = Optional.empty();
        Optional<String> unreachable = Optional.empty();
        String region;

        private OnePool(Side side) {
            this.side = side;
            region = side == Side.PRIMARY ? "ap-northeast-1" : "ap-northeast-3";
            String function = side == Side.PRIMARY ? "replicate" : "snapshot";
            trigger = new OwnTrigger(Optional.empty(), Optional.of(function));
            description = UserPoolType.builder()
                    .usernameAttributesWithStrings("email")
                    .autoVerifiedAttributesWithStrings("email")
                    .usernameConfiguration(config -> config.caseSensitive(false))
                    .lambdaConfig(config -> config.postConfirmation(
                            "arn:aws:lambda:" + region + ":123456789012:function:" + function + ":live"))
                    .emailConfiguration(email -> email.emailSendingAccount("DEVELOPER"))
                    .policies(policies -> policies.passwordPolicy(password -> password.minimumLength(12)))
                    .adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(false))
                    .deletionProtection("ACTIVE")
                    .userPoolTier("ESSENTIALS")
                    .estimatedNumberOfUsers(90_000);
            recoveringBy("verified_email");
        }

        void recoveringBy(String way) {
            description.accountRecoverySetting(AccountRecoverySettingType.builder()
                    .recoveryMechanisms(List.of(
                            RecoveryOptionType.builder().name(way).priority(1).build()))
                    .build());
        }

        void attribute(String name, UnaryOperator<SchemaAttributeType.Builder> change) {
            schema.replaceAll(attribute -> attribute.name().equals(name)
                    ? change.apply(attribute.toBuilder()).build()
                    : attribute);
        }

        void add(SchemaAttributeType attribute) {
            schema.add(attribute);
        }

        void remove(String attribute) {
            schema.removeIf(candidate -> candidate.name().equals(attribute));
        }

        private PoolFacts facts() {
            return new PoolFacts(
                    side,
                    region,
                    fact(description.schemaAttributes(schema).build()),
                    fact(mfa.build()),
                    fact(List.of(client.build())),
                    fact(groups),
                    fact(activeImport),
                    fact(stackStatus),
                    fact(trigger),
                    fact(figures));
        }

        private <T> Fact<T> fact(T value) {
            return unreachable.<Fact<T>>map(Fact::unknown).orElseGet(() -> Fact.known(value));
        }
    }
}
