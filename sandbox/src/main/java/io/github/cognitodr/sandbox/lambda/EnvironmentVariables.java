package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.aws.SandboxCredentials;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of a child: what Lambda sets, the function's own, the sandbox's endpoints, and nothing else. */
final class EnvironmentVariables {

    private EnvironmentVariables() {}

    /** The names are those of "Defined runtime environment variables" (developer guide). */
    static Map<String, String> of(
            FunctionDefinition definition,
            JavaRuntime java,
            String region,
            Path taskRoot,
            int environment,
            Map<String, String> endpoints) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.putAll(endpoints);
        // Later than the endpoints: a definition may point one of its functions elsewhere.
        variables.putAll(definition.environment());
        variables.put("_HANDLER", definition.handler());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java" + java.version().feature());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", definition.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(definition.memoryMegabytes()));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", java.snapStart() ? "snap-start" : "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + definition.name());
        variables.put(
                "AWS_LAMBDA_LOG_STREAM_NAME",
                DateTimeFormatter.ofPattern("yyyy/MM/dd").format(LocalDate.now(ZoneOffset.UTC))
                        + "/[$LATEST]%032x".formatted(environment));
        variables.putAll(SandboxCredentials.VARIABLES);
        return variables;
    }
}
