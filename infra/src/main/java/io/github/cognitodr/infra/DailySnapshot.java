package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Asks for a snapshot once a day, sign-ups or not: profiles change and users are deleted without any trigger. */
final class DailySnapshot extends Construct {

    DailySnapshot(Construct scope, String id, UserPool pool, Queue requests, LocalTime at) {
        super(scope, id);
        Stack stack = Stack.of(this);
        Role role = Role.Builder.create(this, "Role")
                .description("Lets the daily schedule ask for a snapshot")
                // Scheduler states its group as the source, not the schedule.
                .assumedBy(new ServicePrincipal("scheduler.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of(
                                        "aws:SourceAccount",
                                        stack.getAccount(),
                                        "aws:SourceArn",
                                        stack.formatArn(ArnComponents.builder()
                                                .service("scheduler")
                                                .resource("schedule-group")
                                                .resourceName("default")
                                                .build())))))
                .build();
        Policy policy = Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(List.of(JavaFunction.statement(requests.getQueueArn(), "sqs:SendMessage")))
                .build();
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Schedule")
                .description("A snapshot request a day")
                .scheduleExpression("cron(%d %d * * ? *)".formatted(at.getMinute(), at.getHour()))
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(requests.getQueueArn())
                        .roleArn(role.getRoleArn())
                        // The same body as the trigger's request: that is the contract, and what is deduplicated.
                        .input("{\"userPoolId\":\"" + pool.getUserPoolId()
                                + "\",\"startAfter\":\"<aws.scheduler.scheduled-time>\"}")
                        .sqsParameters(CfnSchedule.SqsParametersProperty.builder()
                                .messageGroupId(pool.getUserPoolId())
                                .build())
                        .build())
                .build();
        schedule.getNode().addDependency(policy);
    }
}
