package io.github.cognitodr.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/** The schedules of a Region, in a group of their own: EventBridge Scheduler counts by the group, and nothing finer. */
final class ScheduleGroup extends Construct {

    private final String name;
    private final CfnScheduleGroup group;

    ScheduleGroup(Construct scope, String id, Side side) {
        super(scope, id);
        name = "cognito-dr-" + side.label();
        group = CfnScheduleGroup.Builder.create(this, "Group").name(name).build();
    }

    /** The name as a reference, so that a schedule waits for the group. */
    String reference() {
        return group.getRef();
    }

    String arn() {
        return group.getAttrArn();
    }

    /** Calls that their target refused, and those that were given up. (Scheduler user guide, Monitoring with CloudWatch) */
    IMetric failures() {
        Map<String, IMetric> metrics = new TreeMap<>();
        for (String metric : new String[] {"TargetErrorCount", "InvocationDroppedCount"}) {
            metrics.put(
                    "m_" + metric,
                    Metric.Builder.create()
                            .namespace("AWS/Scheduler")
                            .metricName(metric)
                            .dimensionsMap(Map.of("ScheduleGroup", name))
                            .statistic(Stats.SUM)
                            .period(Figures.FIVE_MINUTES)
                            .build());
        }
        return Figures.sum("schedules", metrics);
    }
}
