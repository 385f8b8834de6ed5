package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sign-ins that are under way: what a challenge's {@code Session} stands for. Each is good once. */
final class Sessions {

    /**
     * @param challenge what the caller has to answer next
     * @param pending a secret that is associated and not verified yet
     * @param verified whether the pending secret has been verified
     */
    record Session(
            Pool pool,
            AppClient client,
            String sub,
            String challenge,
            Instant at,
            @Nullable Totp pending,
            boolean verified) {

        static Session of(Pool pool, AppClient client, String sub, String challenge, Instant at) {
            return new Session(pool, client, sub, challenge, at, null, false);
        }

        Session with(Totp secret, boolean isVerified) {
            return new Session(pool, client, sub, challenge, at, secret, isVerified);
        }
    }

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    String open(Session session) {
        String token = Ids.alphanumeric(120);
        sessions.put(token, session);
        return token;
    }

    /** Looks at a session without using it up, so that a mistyped code can be tried again. */
    Session look(@Nullable String token, Instant now) {
        Session session = token == null ? null : sessions.get(token);
        if (session == null) {
            throw AwsError.notAuthorized("Invalid session for the user.");
        }
        if (now.isAfter(session.at().plus(Duration.ofMinutes(session.client().sessionMinutes())))) {
            sessions.remove(token);
            throw AwsError.notAuthorized("Invalid session for the user, session is expired.");
        }
        return session;
    }

    void close(@Nullable String token) {
        if (token != null) {
            sessions.remove(token);
        }
    }
}
