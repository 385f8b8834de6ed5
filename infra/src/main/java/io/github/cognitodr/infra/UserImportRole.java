package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The role with which Cognito writes the log of an import job into this pool. */
final class UserImportRole extends Construct {

    private final Role role;

    UserImportRole(Construct scope, String id, PoolReference pool) {
        super(scope, id);
        Stack stack = Stack.of(this);
        role = Role.Builder.create(this, "Role")
                .description("Lets Cognito write the log of a user import")
                // Whether an import job states its pool, or its account, as the source is documented nowhere, and a
                // job is first started when it is needed: each counts where it is stated.
                .assumedBy(new ServicePrincipal("cognito-idp.amazonaws.com")
                        .withConditions(OrderedMap.of(
                                "StringEqualsIfExists", Map.of("aws:SourceAccount", stack.getAccount()),
                                "ArnEqualsIfExists", Map.of("aws:SourceArn", pool.arn()))))
                .build();
        // The actions and the resource of the developer guide. The log group is named after the pool's id and name,
        // and is made by the first job, so no narrower ARN is certain to hold.
        Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(List.of(JavaFunction.statement(
                        stack.formatArn(ArnComponents.builder()
                                .service("logs")
                                .resource("log-group")
                                .resourceName("/aws/cognito/*")
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build()),
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:PutLogEvents")))
                .build();
    }

    Role role() {
        return role;
    }
}
