package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;

/**
 * Settings of both functions of this jar.
 *
 * @param standbyPool STANDBY_USER_POOL_ID; its prefix is the standby's Region
 * @param retryQueueUrl RETRY_QUEUE_URL, in the functions' own Region
 * @param signIn USERNAME_ATTRIBUTE: email (default), phone_number or username
 */
record ReplicateConfig(UserPoolId standbyPool, String retryQueueUrl, SignInAttribute signIn) {

    /**
     * Reads the environment.
     *
     * @throws io.github.cognitodr.userpool.InvalidEnvironmentException naming the variable that is missing or malformed
     */
    static ReplicateConfig from(Environment environment) {
        return new ReplicateConfig(
                environment.required("STANDBY_USER_POOL_ID", UserPoolId::new),
                environment.required("RETRY_QUEUE_URL", Environment.queueUrl()),
                environment
                        .optional("USERNAME_ATTRIBUTE", SignInAttribute::ofId)
                        .orElse(SignInAttribute.EMAIL));
    }
}
