package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnSchedule.FlexibleTimeWindowProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.constructs.Construct;

/** The role of schedules, and the schedules that have it. */
final class SchedulerRole extends Construct {

    private final ScheduleGroup group;
    private final Role role;
    private final Policy permissions;

    SchedulerRole(
            Construct scope, String id, ScheduleGroup group, String description, List<PolicyStatement> statements) {
        super(scope, id);
        this.group = group;
        Stack stack = Stack.of(this);
        role = Role.Builder.create(this, "Role")
                .description(description)
                // Scheduler states its group as the source, not the schedule.
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                OrderedMap.of("aws:SourceAccount", stack.getAccount(), "aws:SourceArn", group.arn()))))
                .build();
        permissions = Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(statements)
                .build();
    }

    /**
     * A schedule of this role, to the minute, in UTC.
     *
     * @param expression of EventBridge Scheduler, {@code cron(...)} or {@code rate(...)}
     */
    void schedule(Construct scope, String id, String description, String expression, TargetProperty.Builder target) {
        CfnSchedule schedule = CfnSchedule.Builder.create(scope, id)
                .description(description)
                .groupName(group.reference())
                .scheduleExpression(expression)
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(
                        FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(target.roleArn(role.getRoleArn()).build())
                .build();
        schedule.getNode().addDependency(permissions);
    }
}
