package io.github.cognitodr.sandbox.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** ID, access and refresh tokens: real JWTs, signed by a key that lives as long as the process. */
final class Tokens {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Made when somebody signs in for the first time: a key costs some 100 ms, and most tests need none. */
    private static final class Key {
        static final String ID = UUID.randomUUID().toString();
        static final KeyPair PAIR = pair();

        private static KeyPair pair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has RSA", e);
            }
        }
    }

    /** {@code AuthenticationResult} for a user who has signed in. */
    ObjectNode issue(Pool pool, AppClient client, User user, Instant now) {
        return Json.object()
                .put("IdToken", sign(idClaims(pool, client, user, now)))
                .put("AccessToken", sign(accessClaims(pool, client, user, now)))
                .put("RefreshToken", Ids.alphanumeric(200))
                .put("ExpiresIn", LIFE.toSeconds())
                .put("TokenType", "Bearer");
    }

    /** The attributes that the client may read, custom ones too. (facts, Users) */
    private static ObjectNode idClaims(Pool pool, AppClient client, User user, Instant now) {
        ObjectNode claims =
                claims(pool, user, "id", now).put("aud", client.id()).put("cognito:username", user.username());
        for (Map.Entry<String, String> attribute : user.attributes().entrySet()) {
            if (!client.mayRead(attribute.getKey())) {
                continue;
            }
            if (attribute.getKey().endsWith("_verified")) {
                claims.put(attribute.getKey(), Boolean.parseBoolean(attribute.getValue()));
            } else {
                claims.put(attribute.getKey(), attribute.getValue());
            }
        }
        return claims;
    }

    /** No custom attributes. (facts, Users) */
    private static ObjectNode accessClaims(Pool pool, AppClient client, User user, Instant now) {
        return claims(pool, user, "access", now)
                .put("client_id", client.id())
                .put("scope", "aws.cognito.signin.user.admin")
                .put("username", user.username());
    }

    private static ObjectNode claims(Pool pool, User user, String use, Instant now) {
        return Json.object()
                .put("sub", user.sub())
                .put("iss", "https://cognito-idp." + pool.region() + ".amazonaws.com/" + pool.id())
                .put("token_use", use)
                .put("auth_time", now.getEpochSecond())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    private static String sign(ObjectNode claims) {
        ObjectNode header = Json.object().put("kid", Key.ID).put("alg", "RS256");
        String body = BASE64.encodeToString(Json.MAPPER.writeValueAsBytes(header))
                + '.'
                + BASE64.encodeToString(Json.MAPPER.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(Key.PAIR.getPrivate());
            signature.update(body.getBytes(StandardCharsets.US_ASCII));
            return body + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA256withRSA", e);
        }
    }
}
