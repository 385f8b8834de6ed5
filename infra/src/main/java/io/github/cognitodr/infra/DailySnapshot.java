package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.util.List;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Asks for a snapshot once a day, sign-ups or not: profiles change and users are deleted without any trigger. */
final class DailySnapshot extends Construct {

    DailySnapshot(Construct scope, String id, PoolReference pool, Queue requests, DataKey key, LocalTime at) {
        super(scope, id);
        SchedulerRole role = new SchedulerRole(
                this,
                "Asker",
                "Lets the daily schedule ask for a snapshot",
                List.of(JavaFunction.statement(requests.getQueueArn(), "sqs:SendMessage"), key.using()));
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Schedule")
                .description("A snapshot request a day")
                .scheduleExpression("cron(%d %d * * ? *)".formatted(at.getMinute(), at.getHour()))
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(requests.getQueueArn())
                        .roleArn(role.arn())
                        // The same body as the trigger's request: that is the contract, and what is deduplicated.
                        .input("{\"userPoolId\":\"" + pool.id()
                                + "\",\"startAfter\":\"<aws.scheduler.scheduled-time>\"}")
                        .sqsParameters(CfnSchedule.SqsParametersProperty.builder()
                                .messageGroupId(pool.id())
                                .build())
                        .build())
                .build();
        schedule.getNode().addDependency(role.permissions());
    }
}
