package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.util.List;
import software.amazon.awscdk.services.scheduler.CfnSchedule.SqsParametersProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Asks for a snapshot once a day, sign-ups or not: profiles change and users are deleted without any trigger. */
final class DailySnapshot extends Construct {

    DailySnapshot(
            Construct scope,
            String id,
            ScheduleGroup group,
            PoolReference pool,
            Queue requests,
            DataKey key,
            LocalTime at) {
        super(scope, id);
        SchedulerRole role = new SchedulerRole(
                this,
                "Asker",
                group,
                "Lets the daily schedule ask for a snapshot",
                List.of(JavaFunction.statement(requests.getQueueArn(), "sqs:SendMessage"), key.using()));
        role.schedule(
                this,
                "Schedule",
                "A snapshot request a day",
                "cron(%d %d * * ? *)".formatted(at.getMinute(), at.getHour()),
                TargetProperty.builder()
                        .arn(requests.getQueueArn())
                        // The same body as the trigger's request: that is the contract, and what is deduplicated.
                        .input("{\"userPoolId\":\"" + pool.id()
                                + "\",\"startAfter\":\"<aws.scheduler.scheduled-time>\"}")
                        .sqsParameters(SqsParametersProperty.builder()
                                .messageGroupId(pool.id())
                                .build()));
    }
}
