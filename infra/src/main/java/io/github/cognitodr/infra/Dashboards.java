package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/** What an operator looks at: one dashboard a Region, of the last week. */
final class Dashboards {

    /** Two graphs a row. */
    private static final int HALF = 12;

    private static final int HEIGHT = 6;

    /** The newest snapshot's figures are on it for as long, however long there is no other. */
    private static final Duration SHOWN = Duration.days(7);

    /** As {@code UnimportableReason} of user-pool has them; a test compares. */
    static final List<String> UNIMPORTABLE = List.of(
            "UNCONFIRMED",
            "FEDERATED",
            "UNKNOWN_STATUS",
            "DISABLED",
            "NO_VERIFIED_CONTACT",
            "MISSING_REQUIRED_ATTRIBUTE",
            "AMBIGUOUS_CHARACTERS",
            "ROW_TOO_LONG",
            "INVALID_BIRTHDATE",
            "INVALID_UPDATED_AT");

    private Dashboards() {}

    static void ofPrimary(Construct scope, ReplicationFunctions functions) {
        String trigger = "ReplicateOnConfirmation";
        String worker = "ReplicateFromQueue";
        List<String> both = List.of(trigger, worker);
        dashboard(
                scope,
                Side.PRIMARY,
                List.of(
                        graph(
                                "Sign-ups, in 5 minutes",
                                Stream.of(
                                                Map.entry("Replicated", "replicated"),
                                                Map.entry("NoRecoveryContact", "replicated, cannot recover"),
                                                Map.entry("Queued", "queued"),
                                                Map.entry("Failed", "failed"),
                                                Map.entry("IdentityConflict", "in conflict"))
                                        .map(entry -> Figures.counts(entry.getKey(), entry.getValue(), both))
                                        .toList()),
                        graph(
                                "From sign-up to copy, ms",
                                List.of(
                                        latency(trigger, 50, "at once, p50"),
                                        latency(trigger, 99, "at once, p99"),
                                        latency(worker, 50, "from the queue, p50"),
                                        latency(worker, 99, "from the queue, p99"))),
                        answers(functions.onConfirmation()),
                        depths(
                                functions.retries(),
                                List.of(Figures.ours(worker, "RetryAge", Stats.MAXIMUM, Figures.FIVE_MINUTES)
                                        .with(labelled("age of who was put back, s")))),
                        failures(List.of(functions.onConfirmation(), functions.fromQueue()))));
    }

    static void ofStandby(Construct scope, SnapshotFunctions functions) {
        String worker = "TakeSnapshot";
        dashboard(
                scope,
                Side.STANDBY,
                List.of(
                        SingleValueWidget.Builder.create()
                                .title("Newest snapshot")
                                .width(HALF)
                                .height(HEIGHT)
                                .metrics(List.of(
                                        hoursSince(worker),
                                        Figures.newest(worker, "SnapshotUsers", "users"),
                                        Figures.newest(worker, "SnapshotNewUsers", "born here")))
                                .build(),
                        graph(
                                "Users that an import cannot carry",
                                UNIMPORTABLE.stream()
                                        .map(reason -> Figures.newest(worker, "Unimportable_" + reason, reason))
                                        .toList()),
                        graph(
                                "Snapshots, in 5 minutes",
                                Stream.of(
                                                "SnapshotTaken",
                                                "SnapshotFailed",
                                                "BegunAfresh",
                                                "SnapshotNoProgress",
                                                "ManifestConflict",
                                                "Overtaken",
                                                "UserCountStrays",
                                                "MalformedRequest")
                                        .map(name -> (IMetric)
                                                Figures.count(worker, name).with(labelled(name)))
                                        .toList()),
                        graph(
                                "People, in 5 minutes",
                                Stream.of(
                                                Map.entry("SnapshotAsked", "signed up here"),
                                                Map.entry("ResetRecorded", "reset the password here"),
                                                Map.entry("Failed", "failed"))
                                        .map(entry -> (IMetric) Figures.count("SnapshotOnConfirmation", entry.getKey())
                                                .with(labelled(entry.getValue())))
                                        .toList()),
                        answers(functions.onConfirmation()),
                        depths(functions.requests(), List.of()),
                        failures(List.of(functions.onConfirmation(), functions.takeSnapshot()))));
    }

    private static void dashboard(Construct scope, Side side, List<IWidget> widgets) {
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName("cognito-dr-" + side.label())
                .defaultInterval(SHOWN)
                .build();
        for (int i = 0; i < widgets.size(); i += 2) {
            dashboard.addWidgets(
                    widgets.subList(i, Math.min(i + 2, widgets.size())).toArray(IWidget[]::new));
        }
    }

    private static IWidget graph(String title, List<? extends IMetric> metrics) {
        return graph(title, metrics, List.of());
    }

    private static IWidget graph(String title, List<? extends IMetric> metrics, List<HorizontalAnnotation> lines) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .height(HEIGHT)
                .left(metrics)
                .leftYAxis(YAxisProps.builder().min(0).build())
                .leftAnnotations(lines)
                .build();
    }

    private static IWidget answers(JavaFunction trigger) {
        return graph(
                "How long Cognito waits for our answer, ms",
                Stream.of(50, 99)
                        .map(p -> (IMetric) trigger.live()
                                .metricDuration(Figures.every(Stats.percentile(p)))
                                .with(labelled("p" + p)))
                        .toList(),
                List.of(HorizontalAnnotation.builder()
                        .value(5_000)
                        .label("Cognito gives up")
                        .build()));
    }

    private static IWidget depths(WorkQueue work, List<IMetric> more) {
        List<IMetric> depths = List.of(
                work.queue()
                        .metricApproximateNumberOfMessagesVisible(Figures.every(Stats.MAXIMUM))
                        .with(labelled("waiting")),
                work.queue()
                        .metricApproximateNumberOfMessagesDelayed(Figures.every(Stats.MAXIMUM))
                        .with(labelled("delayed")),
                work.queue()
                        .metricApproximateNumberOfMessagesNotVisible(Figures.every(Stats.MAXIMUM))
                        .with(labelled("at work, or pausing")),
                work.deadLetters()
                        .metricApproximateNumberOfMessagesVisible(Figures.every(Stats.MAXIMUM))
                        .with(labelled("dead letters")));
        IMetric oldest = work.queue()
                .metricApproximateAgeOfOldestMessage(Figures.every(Stats.MAXIMUM))
                .with(labelled("oldest, s"));
        return GraphWidget.Builder.create()
                .title("Queue: messages (left), age in seconds (right)")
                .width(HALF)
                .height(HEIGHT)
                .left(depths)
                .leftYAxis(YAxisProps.builder().min(0).build())
                .right(Stream.concat(Stream.of(oldest), more.stream()).toList())
                .rightYAxis(YAxisProps.builder().min(0).build())
                .build();
    }

    private static IWidget failures(List<JavaFunction> functions) {
        return graph(
                "Functions: errors and throttles, in 5 minutes",
                functions.stream()
                        .map(function -> Figures.failures(function.getNode().getId(), List.of(function)))
                        .toList());
    }

    private static IMetric latency(String function, int percentile, String label) {
        return Figures.ours(function, "ReplicationLatency", Stats.percentile(percentile), Figures.FIVE_MINUTES)
                .with(labelled(label));
    }

    /** EPOCH is the time that a point of the graph stands for. (CloudWatch user guide, Using metric math) */
    private static IMetric hoursSince(String function) {
        return Figures.repeated(function, "SnapshotStartedAt", "hours old", "(EPOCH(%1$s) - %1$s) / 3600");
    }

    private static MetricOptions labelled(String label) {
        return MetricOptions.builder().label(label).build();
    }
}
