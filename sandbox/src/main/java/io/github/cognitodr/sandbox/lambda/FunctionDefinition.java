package io.github.cognitodr.sandbox.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What CreateFunction is told. The bounds are Lambda's own (API reference, CreateFunction and Lambda quotas), so that
 * what the sandbox takes can be deployed.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores
 * @param jar the deployable jar, or a directory of classes, as an unpacked deployment package is one
 * @param handler {@code package.Class::method}, at most 128 characters
 * @param environment the function's own variables; those that Lambda sets are refused
 * @param timeout whole seconds from 1 to 900
 * @param memoryMegabytes 128 to 10,240
 * @param maxConcurrency how many execution environments there may be; reserved concurrency on AWS
 */
public record FunctionDefinition(
        String name,
        Path jar,
        String handler,
        Map<String, String> environment,
        Duration timeout,
        int memoryMegabytes,
        int maxConcurrency) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
    private static final Pattern HANDLER = Pattern.compile("\\S{1,128}");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /** "Defined runtime environment variables" that Lambda keeps for itself (developer guide). */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT");

    /**
     * Checks every part.
     *
     * @throws IllegalArgumentException naming what Lambda would refuse
     */
    public FunctionDefinition {
        require(NAME.matcher(name).matches(), "name must match " + NAME + ": " + name);
        require(Files.exists(jar), "there is no jar at " + jar);
        require(HANDLER.matcher(handler).matches(), "handler must match " + HANDLER + ": " + handler);
        environment = Map.copyOf(environment);
        Set<String> reserved = new TreeSet<>(environment.keySet());
        reserved.retainAll(RESERVED);
        require(reserved.isEmpty(), "environment contains reserved keys: " + reserved);
        for (String key : environment.keySet()) {
            require(VARIABLE.matcher(key).matches(), "environment key must match " + VARIABLE + ": " + key);
        }
        long seconds = timeout.toSeconds();
        require(
                seconds >= 1 && seconds <= 900 && timeout.equals(Duration.ofSeconds(seconds)),
                "timeout must be whole seconds from 1 to 900: " + timeout);
        require(
                memoryMegabytes >= 128 && memoryMegabytes <= 10_240,
                "memoryMegabytes must be from 128 to 10,240: " + memoryMegabytes);
        require(maxConcurrency >= 1, "maxConcurrency must be at least 1: " + maxConcurrency);
        jar = jar.toAbsolutePath().normalize();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
