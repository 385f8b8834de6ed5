package io.github.cognitodr.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnUserPool;
import software.amazon.awscdk.services.cognito.ICustomAttribute;
import software.amazon.awscdk.services.cognito.KeepOriginalAttrs;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StringAttribute;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolEmail;
import software.amazon.awscdk.services.cognito.UserPoolOperation;
import software.amazon.awscdk.services.cognito.UserPoolSESOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.Construct;

/**
 * The user pool, for both Regions: one construct, so that the pools cannot differ in anything a user or a copy would
 * notice. Cognito allows neither the sign-in attributes nor an attribute's definition to change later, hence no
 * setting for the former.
 */
final class DrUserPool extends Construct {

    private final UserPool pool;
    private final LoginClients login;

    DrUserPool(Construct scope, String id, Settings settings, Side side) {
        super(scope, id);
        PoolSettings pools = settings.pools();
        boolean byPhone = pools.signIn() == SignIn.PHONE_NUMBER;
        UserPool.Builder builder = UserPool.Builder.create(this, "Pool")
                .userPoolName(side.poolName())
                .featurePlan(pools.featurePlan())
                .selfSignUpEnabled(true)
                .signInAliases(
                        SignInAliases.builder().email(!byPhone).phone(byPhone).build())
                .signInCaseSensitive(false)
                .autoVerify(AutoVerifiedAttrs.builder()
                        .email(!byPhone)
                        .phone(byPhone)
                        .build())
                // Until a new address is verified the old one stays in force: whoever mistypes the new one can
                // still recover the password, which is how a user gets into the standby at all.
                .keepOriginal(KeepOriginalAttrs.builder()
                        .email(!byPhone)
                        .phone(byPhone)
                        .build())
                .accountRecovery(byPhone ? AccountRecovery.PHONE_ONLY_WITHOUT_MFA : AccountRecovery.EMAIL_ONLY)
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .enableSmsRole(byPhone)
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(pools.passwordMinLength())
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .build())
                .standardAttributes(StandardAttributeNames.required(pools))
                .customAttributes(customAttributes(pools))
                .email(email(settings, side))
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN);
        pool = byPhone ? withSms(builder, side) : builder.build();
        sendAs(settings.sesSender(), side.sesRegion(settings));
        login = new LoginClients(
                this,
                "Login",
                pools,
                pool,
                side.domainPrefix(settings, Stack.of(this).getAccount()));
    }

    private UserPool withSms(UserPool.Builder builder, Side side) {
        SmsSender sms = new SmsSender(this, "Sms", side);
        sms.sendFor(builder);
        UserPool withSms = builder.build();
        sms.isNeededBy(withSms);
        return withSms;
    }

    UserPool pool() {
        return pool;
    }

    LoginClients login() {
        return login;
    }

    PoolReference reference() {
        return PoolReference.to(pool);
    }

    /**
     * Makes the pool call a function when a user has confirmed. The alias is named, not a version: a version's ARN is
     * refused by Cognito.
     */
    void onConfirmation(Alias trigger) {
        pool.addTrigger(UserPoolOperation.POST_CONFIRMATION, trigger);
        // The CDK binds the permission to the pool's ARN; the account beside it costs nothing and is what
        // AWS asks for in every permission for a service.
        CfnPermission permission = (CfnPermission) pool.getNode().findChild("PostConfirmationCognito");
        permission.setSourceAccount(Stack.of(this).getAccount());
    }

    private static Map<String, ICustomAttribute> customAttributes(PoolSettings settings) {
        Map<String, ICustomAttribute> attributes = new LinkedHashMap<>();
        attributes.put(
                Settings.ORIGIN_SUB,
                StringAttribute.Builder.create()
                        .mutable(true)
                        .minLen(1)
                        .maxLen(64)
                        .build());
        settings.customAttributes().forEach((name, attribute) -> attributes.put(name, attribute.toCdk()));
        return attributes;
    }

    private UserPoolEmail email(Settings settings, Side side) {
        SesSender sender = settings.sesSender();
        if (sender == null) {
            if (settings.pools().signIn() == SignIn.EMAIL) {
                Annotations.of(this)
                        .addWarningV2(
                                "cognito-dr:sesFromAddress",
                                "sesFromAddress is not set: Cognito's own sender sends this pool's mail, 50 messages a day, "
                                        + "so after a failover hardly anybody could recover a password in the standby.");
            }
            return UserPoolEmail.withCognito();
        }
        return UserPoolEmail.withSES(UserPoolSESOptions.builder()
                .fromEmail(sender.fromAddress())
                .sesRegion(side.sesRegion(settings))
                .build());
    }

    /** The CDK takes the address itself or its very domain; SES also sends for addresses below a domain. */
    private void sendAs(@Nullable SesSender sender, @Nullable String sesRegion) {
        if (sender != null && sesRegion != null) {
            ((CfnUserPool) Objects.requireNonNull(pool.getNode().getDefaultChild()))
                    .addPropertyOverride(
                            "EmailConfiguration.SourceArn",
                            Stack.of(this)
                                    .formatArn(ArnComponents.builder()
                                            .service("ses")
                                            .region(sesRegion)
                                            .resource("identity")
                                            .resourceName(sender.identity())
                                            .build()));
        }
    }
}
