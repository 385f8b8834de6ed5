package io.github.cognitodr.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A function of this project: its role, log group, code, and the alias {@code live} that everybody calls it by.
 *
 * <p>The role starts with nothing. {@link #allow} gives it one policy, which stands beside the function and not in it:
 * a policy that names the pool, inside a function that the pool names, would be a circle.
 */
final class JavaFunction extends Construct {

    /**
     * What the functions differ in.
     *
     * @param description one line for the console
     * @param handler class and method
     * @param jar the code
     * @param timeout after which Lambda stops it
     * @param memoryMb its memory, and with it its share of a processor
     * @param environment its configuration
     */
    record Spec(
            String description,
            String handler,
            Path jar,
            Duration timeout,
            int memoryMb,
            Map<String, String> environment) {}

    private final Role role;
    private final LogGroup logs;
    private final Function function;
    private final Alias live;

    JavaFunction(Construct scope, String id, Settings settings, Spec spec) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What " + id + " may do, and nothing else")
                .build();
        logs = LogGroup.Builder.create(this, "Logs")
                .retention(settings.functions().logRetention().toCdk())
                // After an incident the logs are what is left to read, whatever became of the stack.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        function = Function.Builder.create(this, "Function")
                .description(spec.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(spec.handler())
                .code(Code.fromAsset(spec.jar().toString()))
                .timeout(spec.timeout())
                .memorySize(spec.memoryMb())
                .environment(spec.environment())
                .role(role)
                .logGroup(logs)
                .loggingFormat(LoggingFormat.JSON)
                // A version's snapshot that nobody uses for 14 days goes inactive, and the next call, the one in the
                // disaster, fails: DailyCalls keeps it alive.
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .build();
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "everybody calls the alias of a published version");
        live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    Function function() {
        return function;
    }

    Alias live() {
        return live;
    }

    /** Grants these statements, and writing to the function's own log group. To be called once. */
    void allow(PolicyStatement... statements) {
        Policy policy = Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(List.of(statements))
                .build();
        policy.addStatements(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(logs.getLogGroupArn()))
                .build());
        // Nobody reaches the function before it may do its work; Lambda even refuses an event source without it.
        live.getNode().addDependency(policy);
    }

    /** Lets Lambda call the function with the queue's messages; the function says which of a batch have failed. */
    EventSourceMapping consume(Queue queue, EventSourceMappingOptions.Builder options) {
        return live.addEventSourceMapping(
                "Queue",
                options.eventSourceArn(queue.getQueueArn())
                        .reportBatchItemFailures(true)
                        .build());
    }

    /** What a function needs to consume a queue whose event source it is, {@code ChangeMessageVisibility} for pauses. */
    static PolicyStatement consuming(Queue queue) {
        return statement(
                queue.getQueueArn(),
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ChangeMessageVisibility");
    }

    static PolicyStatement statement(String resource, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(resource))
                .build();
    }
}
