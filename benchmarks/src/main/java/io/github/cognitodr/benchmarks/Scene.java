package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.time.Duration;
import java.util.function.Supplier;

/** What a trigger works on, and what it must have done before its answer counts. */
interface Scene {

    /** What the stacks give a trigger. */
    int MEMORY_MEGABYTES = 1_769;

    /** What Cognito gives it. */
    Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * Makes a function, without starting it.
     *
     * @param java asked for at each start
     */
    LambdaFunction function(Variant variant, Supplier<JavaRuntime> java);

    /** Whether the trigger has done for this person what it is there for. Asked once a person. */
    boolean isServed(Newcomer person);
}
