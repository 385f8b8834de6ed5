package io.github.cognitodr.infra;

import java.util.Collections;
import java.util.LinkedHashMap;
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

/** The app clients of a pool, one an application, with the managed login pages that serve them. */
final class LoginClients extends Construct {

    private final PoolSettings settings;
    private final Map<String, UserPoolClient> clients = new LinkedHashMap<>();
    private final UserPoolDomain domain;

    LoginClients(Construct scope, String id, PoolSettings settings, UserPool pool, String domainPrefix) {
        super(scope, id);
        this.settings = settings;
        domain = UserPoolDomain.Builder.create(this, "Domain")
                .userPool(pool)
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(domainPrefix)
                        .build())
                .managedLoginVersion(ManagedLoginVersion.NEWER_MANAGED_LOGIN)
                .build();
        settings.appClients().forEach((name, client) -> clients.put(name, client(name, client, pool)));
    }

    private UserPoolClient client(String name, AppClient application, UserPool pool) {
        Construct scope = new Construct(this, RawSettings.capitalised(name));
        UserPoolClient client = UserPoolClient.Builder.create(scope, "Client")
                .userPool(pool)
                .userPoolClientName(name)
                .generateSecret(application.secret())
                // No admin flow: calls signed with IAM credentials would pass the web ACL that fences the standby.
                .authFlows(AuthFlow.builder().userSrp(true).build())
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(scopes())
                        .callbackUrls(application.callbackUrls())
                        .logoutUrls(application.logoutUrls())
                        .build())
                // Cognito's longest instead of its three minutes: whoever comes to the standby has an authenticator to
                // enrol between the password and the code.
                .authSessionValidity(Duration.minutes(15))
                .preventUserExistenceErrors(true)
                .enableTokenRevocation(true)
                .readAttributes(readable())
                .writeAttributes(writable())
                .build();
        // Managed login serves no page for a client without a style; Cognito's own values are one.
        CfnManagedLoginBranding.Builder.create(scope, "Branding")
                .userPoolId(pool.getUserPoolId())
                .clientId(client.getUserPoolClientId())
                .useCognitoProvidedValues(true)
                .build();
        return client;
    }

    /** By the names of the applications. */
    Map<String, UserPoolClient> clients() {
        return Collections.unmodifiableMap(clients);
    }

    /** The host name of the managed login pages. */
    String host() {
        return Fn.select(2, Fn.split("/", domain.baseUrl()));
    }

    private List<OAuthScope> scopes() {
        return settings.signIn() == SignIn.EMAIL
                ? List.of(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE)
                : List.of(OAuthScope.OPENID, OAuthScope.PHONE, OAuthScope.EMAIL, OAuthScope.PROFILE);
    }

    /**
     * Listed, because the default is every attribute there is: whoever could write {@code origin_sub} would take
     * another user's identity.
     */
    private ClientAttributes writable() {
        return new ClientAttributes()
                .withStandardAttributes(standard().build())
                .withCustomAttributes(settings.customAttributes().entrySet().stream()
                        .filter(entry -> entry.getValue().userWritable())
                        .map(Map.Entry::getKey)
                        .toArray(String[]::new));
    }

    /** {@code origin_sub} among them: applications read it in the ID token, and find their user's data by it. */
    private ClientAttributes readable() {
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
