package io.github.cognitodr.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who has just signed up, and whom nobody has seen before.
 *
 * @param poolId of a pool where nobody else signs up
 */
record Newcomer(String poolId, String sub, String email) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** As Cognito sends it. (Developer guide, Post confirmation Lambda trigger) */
    private static final String EVENT = """
            {"version":"1","region":"ap-northeast-1","userPoolId":"POOL","userName":"SUB",\
            "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"1example23456789"},\
            "triggerSource":"PostConfirmation_ConfirmSignUp",\
            "request":{"userAttributes":{"sub":"SUB","cognito:user_status":"CONFIRMED","email_verified":"true",\
            "name":"山田 花子","email":"EMAIL"}},"response":{}}""";

    /** Nobody before is the same. */
    static Newcomer next() {
        int number = COUNT.incrementAndGet();
        return new Newcomer(
                String.format(Locale.ROOT, "ap-northeast-1_B%08d", number),
                UUID.randomUUID().toString(),
                "person" + number + "@example.com");
    }

    /** The event of the confirmation. */
    byte[] event() {
        return EVENT.replace("POOL", poolId)
                .replace("SUB", sub)
                .replace("EMAIL", email)
                .getBytes(StandardCharsets.UTF_8);
    }
}
