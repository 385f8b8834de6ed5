package io.github.cognitodr.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who has just signed up in the primary pool, and whom the standby does not know. */
record Newcomer(String sub, String email) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** As Cognito sends it. (Developer guide, Post confirmation Lambda trigger) */
    private static final String EVENT = """
            {"version":"1","region":"ap-northeast-1","userPoolId":"ap-northeast-1_AbCdEfGhI","userName":"SUB",\
            "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"1example23456789"},\
            "triggerSource":"PostConfirmation_ConfirmSignUp",\
            "request":{"userAttributes":{"sub":"SUB","cognito:user_status":"CONFIRMED","email_verified":"true",\
            "name":"山田 花子","email":"EMAIL"}},"response":{}}""";

    /** Nobody before is the same. */
    static Newcomer next() {
        return new Newcomer(UUID.randomUUID().toString(), "person" + COUNT.incrementAndGet() + "@example.com");
    }

    /** The event of the confirmation. */
    byte[] event() {
        return EVENT.replace("SUB", sub).replace("EMAIL", email).getBytes(StandardCharsets.UTF_8);
    }
}
