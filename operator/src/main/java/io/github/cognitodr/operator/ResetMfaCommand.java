package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/** A lost device. */
@Command(
        name = "reset-mfa",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Takes a person's authenticator app away, after the device was lost: the next sign-in asks to enrol a new"
                    + " one. The password stays as it is.",
            "Whoever has the password can then enrol an app: make sure by other means that the person is who asks.",
            ""
        },
        footer = {
            "",
            "Exit code 2: nobody of that name. A person without an app is no error.",
            "",
            "Examples:",
            "  cognito-dr reset-mfa 57a4da48-4051-70c3-8c44-2b7a1c1f8d2e",
            "  cognito-dr reset-mfa somebody@example.com --in standby --yes"
        })
final class ResetMfaCommand extends OperatorCommand {
    /** Where. */
    enum Where {
        PRIMARY,
        STANDBY,
        BOTH;

        private List<Side> sides() {
            return switch (this) {
                case PRIMARY -> List.of(Side.PRIMARY);
                case STANDBY -> List.of(Side.STANDBY);
                case BOTH -> List.of(Side.values());
            };
        }
    }

    @Parameters(
            paramLabel = "USER",
            description = "The person: sub, username, or what the person signs in with. Of a copy in the standby give"
                    + " what the person signs in with; with --in both, that is found.")
    private String user = "";

    @Option(
            names = "--in",
            paramLabel = "POOL",
            defaultValue = "PRIMARY",
            description = "primary (default), standby, or both.")
    private Where where = Where.PRIMARY;

    @Mixin
    private final Consent consent = new Consent();

    @Override
    int run(Session session) {
        Output output = session.output();
        Map<Side, UserProfile> people = people(session);
        if (people.isEmpty()) {
            throw CommandException.wrongUse("There is nobody of that name in "
                    + (where == Where.BOTH
                            ? "either pool"
                            : "the " + where.sides().get(0) + " pool")
                    + ": give a sub, a username, or what the person signs in with.");
        }
        List<String> plan = new ArrayList<>();
        people.forEach((side, person) ->
                plan.add("Takes the authenticator app from " + person.sub() + " in the " + side + " pool."));
        plan.add("The next sign-in asks for the password, and then to enrol an app. Make sure who is asking.");
        Map<String, Object> done = new LinkedHashMap<>();
        if (consent.isGiven(plan, output)) {
            people.forEach((side, person) -> {
                boolean removed = remove(session.deployment().pool(side), person);
                output.result(
                        removed
                                ? person.sub() + " enrols an authenticator app at the next sign-in in the " + side
                                        + " pool."
                                : person.sub() + " has no authenticator app in the " + side
                                        + " pool: the next sign-in asks to enrol one anyway.");
                done.put(side.label(), Map.of("sub", person.sub(), "removed", removed));
            });
        }
        output.document(done);
        return ExitCode.DONE;
    }

    /** The same person in each pool: subs differ, so the second is found by sign-in value and known by stable id. */
    private Map<Side, UserProfile> people(Session session) {
        Map<Side, UserProfile> people = new EnumMap<>(Side.class);
        for (Side side : where.sides()) {
            OperatorPool pool = session.deployment().pool(side);
            refuseUnlessRequired(pool);
            find(session, pool, user).ifPresent(person -> people.put(side, person));
        }
        if (where == Where.BOTH && people.size() == 1) {
            UserProfile known = people.values().iterator().next();
            Side other = people.containsKey(Side.PRIMARY) ? Side.STANDBY : Side.PRIMARY;
            OperatorPool pool = session.deployment().pool(other);
            SignInAttribute signIn = OperatorPool.signIn(pool.describe());
            signIn.of(known)
                    .flatMap(value -> find(session, pool, value))
                    .filter(found -> found.stableId().equals(known.stableId()))
                    .ifPresentOrElse(
                            found -> people.put(other, found),
                            () -> session.output().note("The person is not in the " + other + " pool."));
        }
        if (people.size() == 2
                && people.values().stream()
                                .map(UserProfile::stableId)
                                .distinct()
                                .count()
                        > 1) {
            throw CommandException.wrongUse("That name is another person's in each pool (the stable ids differ):"
                    + " name the pool with --in.");
        }
        return people;
    }

    /** Elsewhere the password alone would be enough afterwards. */
    private static void refuseUnlessRequired(OperatorPool pool) {
        String mfa = pool.call(
                Category.USER_POOL_RESOURCE_READ,
                "GetUserPoolMfaConfig",
                cognito -> cognito.getUserPoolMfaConfig(
                                request -> request.userPoolId(pool.id().value()))
                        .mfaConfigurationAsString());
        if (!"ON".equals(mfa)) {
            throw CommandException.wrongUse("MFA is " + mfa + " in " + pool + ", not ON: without the app the password"
                    + " alone would be enough. Make MFA required first.");
        }
    }

    private static Optional<UserProfile> find(Session session, OperatorPool pool, String name) {
        try {
            return pool.call(
                    Category.USER_READ,
                    "AdminGetUser",
                    cognito -> pool.unpaced()
                            .find(
                                    name,
                                    Deadline.in(session.deployment().patience().attempt())));
        } catch (PoolRefusedException notAName) {
            return Optional.empty();
        }
    }

    private static boolean remove(OperatorPool pool, UserProfile person) {
        try {
            return pool.call(Category.USER_RESOURCE_UPDATE, "AdminDeleteSoftwareToken", cognito -> {
                try {
                    cognito.adminDeleteSoftwareToken(
                            request -> request.userPoolId(pool.id().value()).username(person.username()));
                    return true;
                } catch (ResourceNotFoundException none) {
                    return false;
                }
            });
        } catch (PoolRefusedException gone) {
            throw CommandException.aws("Cognito refused AdminDeleteSoftwareToken for " + person.sub() + " in " + pool
                    + ": " + gone.error() + ".");
        }
    }
}
