package io.github.cognitodr.drill;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;

/** People who sign up by themselves, as an application would let them. */
final class SignUps {

    /**
     * Somebody who did.
     *
     * @param confirmation how long ConfirmSignUp took, the trigger within it
     * @param refusal what the trigger made of it; empty where it was answered. The user is confirmed all the same.
     */
    record SignedUp(Person person, String sub, Duration confirmation, String refusal) {}

    private final CognitoRegion region;
    private final CognitoIdentityProviderClient cognito;
    private final Pool pool;

    SignUps(CognitoRegion region, CognitoIdentityProviderClient cognito, Pool pool) {
        this.region = region;
        this.cognito = cognito;
        this.pool = pool;
    }

    /** Signs up, reads the code from the mail, confirms. */
    SignedUp signUp(Person person) {
        List<AttributeType> attributes = new ArrayList<>();
        attributes.add(attribute("email", person.email()));
        person.attributes().forEach((name, value) -> attributes.add(attribute(name, value)));
        String sub = cognito.signUp(request -> request.clientId(pool.clientId())
                        .username(person.email())
                        .password(person.password())
                        .userAttributes(attributes))
                .userSub();
        String code = region.outbox()
                .latest(person.email())
                .orElseThrow(() -> new DrillException("no code was sent to " + sub))
                .code();
        long start = System.nanoTime();
        String refusal = "";
        try {
            cognito.confirmSignUp(request ->
                    request.clientId(pool.clientId()).username(person.email()).confirmationCode(code));
        } catch (UserLambdaValidationException | UnexpectedLambdaException | InvalidLambdaResponseException e) {
            refusal = e.awsErrorDetails().errorMessage();
        }
        return new SignedUp(person, sub, Duration.ofNanos(System.nanoTime() - start), refusal);
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
