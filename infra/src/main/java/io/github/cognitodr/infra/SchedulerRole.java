package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The role of a schedule. */
final class SchedulerRole extends Construct {

    private final Role role;
    private final Policy permissions;

    SchedulerRole(Construct scope, String id, String description, List<PolicyStatement> statements) {
        super(scope, id);
        Stack stack = Stack.of(this);
        role = Role.Builder.create(this, "Role")
                .description(description)
                // Scheduler states its group as the source, not the schedule.
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                OrderedMap.of(
                                        "aws:SourceAccount",
                                        stack.getAccount(),
                                        "aws:SourceArn",
                                        stack.formatArn(ArnComponents.builder()
                                                .service("scheduler")
                                                .resource("schedule-group")
                                                .resourceName("default")
                                                .build())))))
                .build();
        permissions = Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(statements)
                .build();
    }

    String arn() {
        return role.getRoleArn();
    }

    /** What a schedule has to wait for. */
    Policy permissions() {
        return permissions;
    }
}
