package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Signing in with a password, and the challenges on the way to tokens. */
final class SignInOperations {
    private final RegionState state;
    private final Tokens tokens = new Tokens();

    SignInOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.open("InitiateAuth", this::initiate);
        operations.signed("AdminInitiateAuth", this::adminInitiate);
        operations.open("RespondToAuthChallenge", input -> respond(input, null));
        operations.signed("AdminRespondToAuthChallenge", input -> respond(input, input.string("UserPoolId")));
    }

    private ObjectNode initiate(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        return start(pool, pool.client(clientId), input, "USER_PASSWORD_AUTH");
    }

    private ObjectNode adminInitiate(Input input) {
        Pool pool = state.pools().of(input);
        AppClient client = pool.client(input.string("ClientId"));
        boolean admin = input.string("AuthFlow").startsWith("ADMIN_");
        return start(pool, client, input, admin ? "ADMIN_USER_PASSWORD_AUTH" : "USER_PASSWORD_AUTH");
    }

    private ObjectNode start(Pool pool, AppClient client, Input input, String expected) {
        String flow = input.string("AuthFlow").replace("ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH");
        if (!flow.equals(expected)) {
            throw AwsError.invalid("The sandbox has no auth flow " + flow);
        }
        if (!client.allows(flow)) {
            throw AwsError.invalid(flow + " flow not enabled for this client");
        }
        Map<String, String> parameters = input.map("AuthParameters");
        String name = required(parameters, "USERNAME");
        String password = required(parameters, "PASSWORD");
        client.checkSecretHash(name, parameters.get("SECRET_HASH"));
        Optional<User> found = pool.users().find(name);
        if (found.isEmpty() && client.hidesUnknownUsers()) {
            throw AwsError.notAuthorized("Incorrect username or password.");
        }
        User user = found.orElseThrow(AwsError::userNotFound);
        checkPassword(pool, user, password);
        if (user.status() == UserStatus.FORCE_CHANGE_PASSWORD) {
            return newPasswordChallenge(pool, client, user);
        }
        return afterPassword(pool, client, user);
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw AwsError.invalid("Missing required parameter " + name);
        }
        return value;
    }

    /** An imported user has no password at all: whatever is typed, a reset is required. (facts, Import job) */
    private void checkPassword(Pool pool, User user, String password) {
        if (!user.enabled()) {
            throw AwsError.notAuthorized("User is disabled.");
        }
        if (user.status() == UserStatus.RESET_REQUIRED) {
            throw AwsError.of("PasswordResetRequiredException", "Password reset required for the user");
        }
        PasswordHash hash = user.password();
        if (hash == null || !hash.matches(password)) {
            throw AwsError.notAuthorized("Incorrect username or password.");
        }
        if (user.status() == UserStatus.UNCONFIRMED) {
            throw AwsError.of("UserNotConfirmedException", "User is not confirmed.");
        }
        Instant since = user.temporarySince();
        Duration life = Duration.ofDays(pool.settings().policy().temporaryDays());
        if (since != null && state.now().isAfter(since.plus(life))) {
            throw AwsError.notAuthorized("Temporary password has expired and must be reset by an administrator.");
        }
    }

    private ObjectNode newPasswordChallenge(Pool pool, AppClient client, User user) {
        ObjectNode attributes = Json.object();
        user.attributes().forEach(attributes::put);
        ObjectNode answer = challenge(pool, client, user, "NEW_PASSWORD_REQUIRED");
        answer.putObject("ChallengeParameters")
                .put("USER_ID_FOR_SRP", user.username())
                .put("requiredAttributes", "[]")
                .put("userAttributes", Json.MAPPER.writeValueAsString(attributes));
        return answer;
    }

    /** A required factor that the user lacks is set up first. (facts, MFA) */
    private ObjectNode afterPassword(Pool pool, AppClient client, User user) {
        Optional<Factors.Factor> factor = pool.factors().of(user.sub());
        boolean required = pool.mfaRequired();
        boolean optional = pool.mfaConfiguration().equals("OPTIONAL");
        if (factor.isPresent() && (required || (optional && factor.get().enabled()))) {
            ObjectNode answer = challenge(pool, client, user, "SOFTWARE_TOKEN_MFA");
            answer.putObject("ChallengeParameters").put("USER_ID_FOR_SRP", user.username());
            return answer;
        }
        if (required) {
            ObjectNode answer = challenge(pool, client, user, "MFA_SETUP");
            answer.putObject("ChallengeParameters")
                    .put("MFAS_CAN_SETUP", "[\"SOFTWARE_TOKEN_MFA\"]")
                    .put("USER_ID_FOR_SRP", user.username());
            return answer;
        }
        return signedIn(pool, client, user);
    }

    private ObjectNode challenge(Pool pool, AppClient client, User user, String name) {
        String session = state.sessions().open(Sessions.Session.of(pool, client, user.sub(), name, state.now()));
        return Json.object().put("ChallengeName", name).put("Session", session);
    }

    private ObjectNode signedIn(Pool pool, AppClient client, User user) {
        ObjectNode answer = Json.object();
        answer.putObject("ChallengeParameters");
        answer.set("AuthenticationResult", tokens.issue(pool, client, user, state.now()));
        return answer;
    }

    private ObjectNode respond(Input input, @Nullable String poolId) {
        String token = input.optional("Session");
        Sessions.Session session = state.sessions().look(token, state.now());
        String challenge = input.string("ChallengeName");
        boolean sameCaller = session.client().id().equals(input.string("ClientId"))
                && (poolId == null || poolId.equals(session.pool().id()));
        if (!sameCaller || !session.challenge().equals(challenge)) {
            throw AwsError.notAuthorized("Invalid session for the user.");
        }
        User user = session.pool().users().get(session.sub());
        if (!user.enabled()) {
            throw AwsError.notAuthorized("User is disabled.");
        }
        Map<String, String> responses = input.map("ChallengeResponses");
        ObjectNode answer = switch (challenge) {
            case "NEW_PASSWORD_REQUIRED" -> newPassword(session, user, responses);
            case "SOFTWARE_TOKEN_MFA" -> softwareToken(session, user, responses);
            case "MFA_SETUP" -> mfaSetup(session, user);
            default -> throw AwsError.invalid("The sandbox has no challenge " + challenge);
        };
        state.sessions().close(token);
        return answer;
    }

    /** No Post Confirmation trigger, though the status turns to CONFIRMED. (facts, Post Confirmation trigger) */
    private ObjectNode newPassword(Sessions.Session session, User user, Map<String, String> responses) {
        String password = required(responses, "NEW_PASSWORD");
        session.pool().settings().policy().check(password);
        PasswordHash hash = PasswordHash.of(password);
        Instant now = state.now();
        User changed = session.pool().users().update(user.sub(), current -> {
            if (current.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
                throw AwsError.notAuthorized("Invalid session for the user.");
            }
            return current.withPassword(hash, UserStatus.CONFIRMED, now);
        });
        return afterPassword(session.pool(), session.client(), changed);
    }

    private ObjectNode softwareToken(Sessions.Session session, User user, Map<String, String> responses) {
        String code = required(responses, "SOFTWARE_TOKEN_MFA_CODE");
        Factors.Factor factor = session.pool()
                .factors()
                .of(user.sub())
                .orElseThrow(() ->
                        AwsError.of("SoftwareTokenMFANotFoundException", "Software token MFA not found for the user."));
        if (!factor.totp().accepts(code, state.now())) {
            throw AwsError.of("CodeMismatchException", "Invalid code received for user");
        }
        return signedIn(session.pool(), session.client(), user);
    }

    private ObjectNode mfaSetup(Sessions.Session session, User user) {
        if (!session.verified()) {
            throw AwsError.invalid("The software token has not been verified.");
        }
        return signedIn(session.pool(), session.client(), user);
    }
}
