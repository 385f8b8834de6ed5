package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** The alarms of a Region, all to one topic: when they begin, and when they are over. */
final class Alarms extends Construct {

    /** Cognito gives a trigger 5 s, and ours gives itself 2.1. */
    private static final int SLOW_MS = 2_500;

    private static final Duration LONGEST_WAIT = Duration.minutes(15);

    /** Longer than the longest pause between two attempts, 15 minutes, so that whoever waits is seen in each. */
    private static final Duration RETRY_PERIOD = Duration.minutes(20);

    /** A day, and two hours for a large pool's listing and for a schedule that comes late. */
    private static final int HOURS_WITHOUT_SNAPSHOT = 26;

    private final Side side;
    private final SnsAction action;

    private Alarms(Construct scope, String id, Side side, AlarmTopic topic) {
        super(scope, id);
        this.side = side;
        action = new SnsAction(topic.topic());
    }

    static void ofPrimary(
            Construct scope, String id, AlarmTopic topic, ScheduleGroup schedules, ReplicationFunctions functions) {
        Alarms alarms = new Alarms(scope, id, Side.PRIMARY, topic);
        List<String> names = List.of("ReplicateOnConfirmation", "ReplicateFromQueue");
        alarms.deadLetters(Runbook.RETRY_DEAD_LETTERS, functions.retries());
        alarms.when(
                "people-wait",
                Runbook.PEOPLE_WAIT,
                Figures.ours("ReplicateFromQueue", "RetryAge", Stats.MAXIMUM, RETRY_PERIOD),
                alarm -> alarm.threshold(LONGEST_WAIT.toSeconds()));
        alarms.when(
                "retries-not-worked-off",
                Runbook.RETRIES_NOT_WORKED_OFF,
                functions.retries().queue().metricApproximateAgeOfOldestMessage(Figures.every(Stats.MAXIMUM)),
                alarm -> alarm.threshold(LONGEST_WAIT.toSeconds()));
        alarms.atFirst(
                "identity-conflict",
                Runbook.IDENTITY_CONFLICT,
                Figures.counts("IdentityConflict", "people in conflict", names));
        alarms.atFirst("not-replicated", Runbook.NOT_REPLICATED, Figures.counts("Failed", "people failed", names));
        alarms.failures(List.of(functions.onConfirmation(), functions.fromQueue()));
        alarms.slow(functions.onConfirmation());
        alarms.atFirst("schedule-fails", Runbook.SCHEDULE_FAILS, schedules.failures());
    }

    static void ofStandby(
            Construct scope, String id, AlarmTopic topic, ScheduleGroup schedules, SnapshotFunctions functions) {
        Alarms alarms = new Alarms(scope, id, Side.STANDBY, topic);
        alarms.deadLetters(Runbook.SNAPSHOT_DEAD_LETTERS, functions.requests());
        alarms.when(
                "no-snapshot",
                Runbook.NO_SNAPSHOT,
                Figures.ours("TakeSnapshot", "SnapshotTaken", Stats.SUM, Duration.hours(1)),
                alarm -> alarm.comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(HOURS_WITHOUT_SNAPSHOT)
                        .treatMissingData(TreatMissingData.BREACHING));
        alarms.atFirst(
                "no-progress",
                Runbook.NO_PROGRESS,
                Figures.sum(
                        "snapshots given up",
                        Map.of(
                                "no_progress", Figures.count("TakeSnapshot", "SnapshotNoProgress"),
                                "conflict", Figures.count("TakeSnapshot", "ManifestConflict"))));
        alarms.atFirst("not-asked", Runbook.NOT_ASKED, Figures.count("SnapshotOnConfirmation", "Failed"));
        alarms.atFirst("request-dropped", Runbook.REQUEST_DROPPED, Figures.count("TakeSnapshot", "MalformedRequest"));
        alarms.failures(List.of(functions.onConfirmation(), functions.takeSnapshot()));
        alarms.slow(functions.onConfirmation());
        alarms.atFirst("schedule-fails", Runbook.SCHEDULE_FAILS, schedules.failures());
    }

    private void deadLetters(Runbook section, WorkQueue work) {
        atFirst(
                "dead-letters",
                section,
                work.deadLetters().metricApproximateNumberOfMessagesVisible(Figures.every(Stats.MAXIMUM)));
    }

    private void failures(List<JavaFunction> functions) {
        atFirst("function-fails", Runbook.FUNCTION_FAILS, Figures.failures("errors and throttles", functions));
    }

    /** The restoring of a new environment is not in it. (Lambda developer guide, Monitoring for SnapStart) */
    private void slow(JavaFunction trigger) {
        when(
                "trigger-slow",
                Runbook.TRIGGER_SLOW,
                trigger.live().metricDuration(Figures.every(Stats.percentile(99))),
                alarm -> alarm.comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .threshold(SLOW_MS));
    }

    private void atFirst(String name, Runbook section, IMetric metric) {
        when(name, section, metric, alarm -> alarm);
    }

    /** At one or more in one period, unless said otherwise; that nothing was written means that nothing happened. */
    private void when(String name, Runbook section, IMetric metric, UnaryOperator<Alarm.Builder> differing) {
        Alarm.Builder alarm = Alarm.Builder.create(this, name)
                .alarmName("cognito-dr-" + side.label() + "-" + name)
                .alarmDescription(section.description())
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .threshold(1)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
        Alarm built = differing.apply(alarm).build();
        built.addAlarmAction(action);
        built.addOkAction(action);
    }
}
