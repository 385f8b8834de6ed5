package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cognito.AuthFlow;
import software.amazon.awscdk.services.cognito.CfnManagedLoginBranding;
import software.amazon.awscdk.services.cognito.ClientAttributes;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.ManagedLoginVersion;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.StandardAttributesMask;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.constructs.Construct;

/** The app client of a pool, with the managed login pages that serve it. */
final class LoginClient extends Construct {

    private final UserPoolClient client;
    private final UserPoolDomain domain;

    LoginClient(Construct scope, String id, Settings settings, UserPool pool, String domainPrefix) {
        super(scope, id);
        client = UserPoolClient.Builder.create(this, "Client")
                .userPool(pool)
                // A public client: a browser or a phone keeps no secret, and PKCE takes its place.
                .generateSecret(false)
                // No admin flow: calls signed with IAM credentials would pass the web ACL that fences the standby.
                .authFlows(AuthFlow.builder().userSrp(true).build())
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(List.of(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE))
                        .callbackUrls(settings.callbackUrls())
                        .logoutUrls(settings.logoutUrls())
                        .build())
                // Cognito's longest instead of its three minutes: whoever comes to the standby has an authenticator to
                // enrol between the password and the code.
                .authSessionValidity(Duration.minutes(15))
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .readAttributes(readable(settings))
                .writeAttributes(writable(settings))
                .build();
        domain = UserPoolDomain.Builder.create(this, "Domain")
                .userPool(pool)
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(domainPrefix)
                        .build())
                .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
                .build();
        // Managed login serves no page for a client without a style; Cognito's own values are one.
        CfnManagedLoginBranding.Builder.create(this, "Branding")
                .userPoolId(pool.getUserPoolId())
                .clientId(client.getUserPoolClientId())
                .useCognitoProvidedValues(true)
                .build();
    }

    UserPoolClient client() {
        return client;
    }

    /** The host name of the managed login pages. */
    String host() {
        return Fn.select(2, Fn.split("/", domain.baseUrl()));
    }

    /**
     * Listed, because the default is every attribute there is: whoever could write {@code origin_sub} would take
     * another user's identity.
     */
    private static ClientAttributes writable(Settings settings) {
        return new ClientAttributes()
                .withStandardAttributes(standard().build())
                .withCustomAttributes(settings.customAttributes().entrySet().stream()
                        .filter(entry -> entry.getValue().userWritable())
                        .map(Map.Entry::getKey)
                        .toArray(String[]::new));
    }

    /** {@code origin_sub} among them: applications read it in the ID token, and find their user's data by it. */
    private static ClientAttributes readable(Settings settings) {
        return new ClientAttributes()
                .withStandardAttributes(
                        standard().emailVerified(true).phoneNumberVerified(true).build())
                .withCustomAttributes(
                        Stream.concat(Stream.of(Settings.ORIGIN_SUB), settings.customAttributes().keySet().stream())
                                .toArray(String[]::new));
    }

    /** All that Cognito lets a client write unless told otherwise. */
    private static StandardAttributesMask.Builder standard() {
        return StandardAttributesMask.builder()
                .address(true)
                .birthdate(true)
                .email(true)
                .familyName(true)
                .fullname(true)
                .gender(true)
                .givenName(true)
                .lastUpdateTime(true)
                .locale(true)
                .middleName(true)
                .nickname(true)
                .phoneNumber(true)
                .preferredUsername(true)
                .profilePage(true)
                .profilePicture(true)
                .timezone(true)
                .website(true);
    }
}
