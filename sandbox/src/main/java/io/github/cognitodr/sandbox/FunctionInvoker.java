package io.github.cognitodr.sandbox;

import java.time.Duration;

/**
 * How the sandbox's Cognito and SQS call a Lambda function. Implemented by the Lambda host; a test may put a lambda
 * expression in its place.
 */
@FunctionalInterface
public interface FunctionInvoker {

    /**
     * Calls a function synchronously, once.
     *
     * @param functionArn an ARN without a qualifier or one of an alias, as a trigger names it
     * @param payload the event, JSON
     * @param limit how long the caller waits; the function itself may go on, as it does on AWS
     * @return the answer, or what went wrong; never null
     */
    InvocationResult invoke(String functionArn, byte[] payload, Duration limit);
}
