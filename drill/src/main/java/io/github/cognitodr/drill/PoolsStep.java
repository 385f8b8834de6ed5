package io.github.cognitodr.drill;

import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;

/** Two pools come up, alike, and so that nobody can take another's identity. */
final class PoolsStep {

    private final Scene scene;

    PoolsStep(Scene scene) {
        this.scene = scene;
    }

    void play() {
        Report report = scene.report();
        Pool tokyo = scene.deployment().tokyo();
        Pool osaka = scene.deployment().osaka();
        report.promise(
                "Tokyo " + tokyo.id() + ": MFA required, by authenticator app", "ON, app", mfa(scene.tokyo(), tokyo));
        report.promise(
                "Osaka " + osaka.id() + ": MFA required, by authenticator app", "ON, app", mfa(scene.osaka(), osaka));
        List<String> schema = new PoolSetup(scene.tokyo(), Regions.TOKYO).schema(tokyo.id());
        report.promise(
                "both have the same " + schema.size() + " attributes, custom:origin_sub among them",
                schema,
                new PoolSetup(scene.osaka(), Regions.OSAKA).schema(osaka.id()));
        report.promise(
                "no app client may write custom:origin_sub",
                List.of(false, false),
                List.of(mayWriteOrigin(scene.tokyo(), tokyo), mayWriteOrigin(scene.osaka(), osaka)));
    }

    private static String mfa(CognitoIdentityProviderClient cognito, Pool pool) {
        GetUserPoolMfaConfigResponse mfa = cognito.getUserPoolMfaConfig(request -> request.userPoolId(pool.id()));
        boolean app = mfa.softwareTokenMfaConfiguration() != null
                && Boolean.TRUE.equals(mfa.softwareTokenMfaConfiguration().enabled());
        return mfa.mfaConfigurationAsString() + (app ? ", app" : "");
    }

    /** A client that lists no write attributes may write all there are. */
    private static boolean mayWriteOrigin(CognitoIdentityProviderClient cognito, Pool pool) {
        List<String> writable = cognito.describeUserPoolClient(
                        request -> request.userPoolId(pool.id()).clientId(pool.clientId()))
                .userPoolClient()
                .writeAttributes();
        return writable.isEmpty() || writable.contains(PoolSetup.ORIGIN_SUB);
    }
}
