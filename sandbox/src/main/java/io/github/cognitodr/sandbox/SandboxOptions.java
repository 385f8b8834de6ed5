package io.github.cognitodr.sandbox;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a sandbox consists of. Every method gives a changed copy:
 *
 * <pre>{@code
 * SandboxOptions.defaults().without(Service.S3).cognito(region -> region.quotas(Quotas.real()))
 * }</pre>
 *
 * @param regions at least one
 * @param services which servers there are beside Cognito, Lambda and CloudFormation
 * @param cognito what is special about each Region's Cognito: quotas, delays, a clock of its own
 * @param clock the time of Cognito, CloudFormation and SQS in every Region; S3 and Lambda keep to the machine's
 */
public record SandboxOptions(
        List<String> regions, Set<Service> services, UnaryOperator<CognitoRegion.Builder> cognito, Clock clock) {

    /** A server that not every test needs. */
    public enum Service {
        /** ElasticMQ, one a Region. */
        SQS,
        /** S3Mock, one for all. */
        S3
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no Region
     */
    public SandboxOptions {
        regions = List.copyOf(regions);
        services = Set.copyOf(services);
        Objects.requireNonNull(clock);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a sandbox needs a Region");
        }
    }

    /** Tokyo and Osaka with everything, by the machine's clock and without quotas. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                List.of("ap-northeast-1", "ap-northeast-3"),
                EnumSet.allOf(Service.class),
                UnaryOperator.identity(),
                Clock.systemUTC());
    }

    /** With other Regions. */
    public SandboxOptions regions(String... names) {
        return new SandboxOptions(List.of(names), services, cognito, clock);
    }

    /** Without a server: who asks for it by mistake is told so. */
    public SandboxOptions without(Service service) {
        Set<Service> fewer = EnumSet.noneOf(Service.class);
        fewer.addAll(services);
        fewer.remove(service);
        return new SandboxOptions(regions, fewer, cognito, clock);
    }

    /** With another kind of Cognito, asked once a Region, after what was asked before. */
    public SandboxOptions cognito(UnaryOperator<CognitoRegion.Builder> settings) {
        UnaryOperator<CognitoRegion.Builder> before = cognito;
        return new SandboxOptions(regions, services, builder -> settings.apply(before.apply(builder)), clock);
    }

    /**
     * With Cognito, CloudFormation and SQS of every Region on another clock, say a {@link MovableClock}; what {@link #cognito} sets goes
     * before it. S3, Lambda, quotas, and every wait for an answer keep to the machine's.
     */
    public SandboxOptions clock(Clock another) {
        return new SandboxOptions(regions, services, cognito, another);
    }
}
