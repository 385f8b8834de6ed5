package io.github.cognitodr.sandbox.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An app client: what an application may read, write and do. Immutable.
 *
 * @param secret null for a public client
 */
record AppClient(
        String id, String poolId, ObjectNode echo, @Nullable String secret, Instant created, Set<String> flows) {

    private static final List<String> ECHOED = List.of(
            "ClientName",
            "RefreshTokenValidity",
            "AccessTokenValidity",
            "IdTokenValidity",
            "TokenValidityUnits",
            "ReadAttributes",
            "WriteAttributes",
            "ExplicitAuthFlows",
            "SupportedIdentityProviders",
            "CallbackURLs",
            "LogoutURLs",
            "DefaultRedirectURI",
            "AllowedOAuthFlows",
            "AllowedOAuthScopes",
            "AllowedOAuthFlowsUserPoolClient",
            "AnalyticsConfiguration",
            "PreventUserExistenceErrors",
            "EnableTokenRevocation",
            "EnablePropagateAdditionalUserContextData",
            "AuthSessionValidity",
            "RefreshTokenRotation");

    static AppClient create(Pool pool, Input input, Instant now) {
        ObjectNode echo = Json.object();
        for (String name : ECHOED) {
            JsonNode value = input.node().get(name);
            if (value != null && !value.isNull()) {
                echo.set(name, value.deepCopy());
            }
        }
        echo.put("ClientName", input.string("ClientName"));
        echo.putIfAbsent("RefreshTokenValidity", echo.numberNode(30));
        echo.putIfAbsent("EnableTokenRevocation", echo.booleanNode(true));
        echo.putIfAbsent("AuthSessionValidity", echo.numberNode(3));
        checkWritable(pool.schema(), input);
        checkKnown(pool.schema(), input.strings("ReadAttributes"), "read");
        String secret = input.flag("GenerateSecret", false) ? Ids.lowercase(51) : null;
        return new AppClient(
                Ids.lowercase(26), pool.id(), echo, secret, now, Set.copyOf(input.strings("ExplicitAuthFlows")));
    }

    private static void checkWritable(Schema schema, Input input) {
        List<String> write = input.strings("WriteAttributes");
        if (!input.has("WriteAttributes")) {
            return;
        }
        checkKnown(schema, write, "write");
        for (String name : write) {
            if (name.equals("sub") || name.endsWith("_verified")) {
                throw AwsError.invalid("Invalid write attributes specified while creating a client");
            }
        }
        if (!write.containsAll(schema.required())) {
            throw AwsError.invalid("Invalid write attributes specified while creating a client");
        }
    }

    private static void checkKnown(Schema schema, List<String> names, String kind) {
        if (!names.stream().allMatch(schema::contains)) {
            throw AwsError.invalid("Invalid " + kind + " attributes specified while creating a client");
        }
    }

    /**
     * Whether the application may set the attribute: what is listed, or by default the standard attributes, never whether
     * an address is verified. (API, CreateUserPoolClient, WriteAttributes)
     */
    boolean mayWrite(String attribute) {
        Input input = new Input(echo);
        if (input.has("WriteAttributes")) {
            return input.strings("WriteAttributes").contains(attribute);
        }
        return !attribute.startsWith(Schema.CUSTOM) && !attribute.endsWith("_verified");
    }

    /** What is listed, or by default the standard attributes. (API, CreateUserPoolClient, ReadAttributes) */
    boolean mayRead(String attribute) {
        Input input = new Input(echo);
        if (input.has("ReadAttributes")) {
            return input.strings("ReadAttributes").contains(attribute);
        }
        return !attribute.startsWith(Schema.CUSTOM);
    }

    /** Unknown users look like known ones. (API, PreventUserExistenceErrors; the default is LEGACY) */
    boolean hidesUnknownUsers() {
        return "ENABLED".equals(new Input(echo).optional("PreventUserExistenceErrors"));
    }

    boolean allows(String flow) {
        return flows.contains("ALLOW_" + flow) || flows.contains(flow);
    }

    /** How long an answer to a challenge may take, in minutes. (API, AuthSessionValidity: 3 by default) */
    int sessionMinutes() {
        return new Input(echo).integer("AuthSessionValidity", 3);
    }

    /** A client with a secret wants it proved with every call. (Guide, Computing secret hash values) */
    void checkSecretHash(String username, @Nullable String hash) {
        if (secret == null) {
            return;
        }
        if (hash == null) {
            throw AwsError.notAuthorized(
                    "Client " + id + " is configured with secret but SECRET_HASH was not received");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal((username + id).getBytes(StandardCharsets.UTF_8));
            if (!Base64.getEncoder().encodeToString(expected).equals(hash)) {
                throw AwsError.notAuthorized("Unable to verify secret hash for client " + id);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("UserPoolId", poolId).put("ClientId", id);
        json.setAll(echo);
        if (secret != null) {
            json.put("ClientSecret", secret);
        }
        return json.put("CreationDate", Json.time(created)).put("LastModifiedDate", Json.time(created));
    }
}
