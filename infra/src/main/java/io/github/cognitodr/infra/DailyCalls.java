package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.constructs.Construct;

/**
 * Calls every function once a day. A SnapStart version that nobody calls for 14 days becomes inactive, and the next call
 * fails (Lambda developer guide, Troubleshooting SnapStart): in the standby that would be the first person after a failover.
 * A call that meets an inactive version all the same starts it again.
 */
final class DailyCalls extends Construct {

    /**
     * For triggers an event of a source that they do not know, for workers a batch of no messages: answered by either, and
     * counted in no metric.
     */
    static final String EVENT = "{\"triggerSource\":\"CognitoDr_DailyCall\",\"Records\":[]}";

    DailyCalls(Construct scope, String id, ScheduleGroup group, Map<String, JavaFunction> functions) {
        super(scope, id);
        List<PolicyStatement> invoking = List.of(PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(functions.values().stream()
                        .map(function -> function.live().getFunctionArn())
                        .toList())
                .build());
        SchedulerRole role =
                new SchedulerRole(this, "Caller", group, "Lets the daily schedules call the functions", invoking);
        new TreeMap<>(functions)
                .forEach((name, function) -> role.schedule(
                        this,
                        name,
                        "Keeps the SnapStart version of " + name + " alive",
                        "rate(24 hours)",
                        TargetProperty.builder()
                                .arn(function.live().getFunctionArn())
                                .input(EVENT)));
    }
}
