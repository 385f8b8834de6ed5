package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms and dashboards: when they go off, whom they tell, what they say, and that their figures exist. */
class AlarmsTest {

    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final StackTemplate STANDBY = Synth.shipped().standby();
    private static final StackTemplate PRIMARY = Synth.shipped().primary();

    @Test
    void thePrimaryAlarmsAreThese() {
        assertThat(alarms(PRIMARY))
                .isEqualTo(new TreeMap<>(Map.of(
                        "cognito-dr-primary-dead-letters",
                        "Maximum ApproximateNumberOfMessagesVisible of ${ReplicationRetriesDeadLetters.QueueName} >= 1"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-primary-people-wait",
                        "Maximum RetryAge of ReplicateFromQueue >= 900 in 1 of 1 x 1200 s, missing notBreaching",
                        "cognito-dr-primary-retries-not-worked-off",
                        "Maximum ApproximateAgeOfOldestMessage of ${ReplicationRetriesQueue.QueueName} >= 900"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-primary-identity-conflict",
                        "Sum IdentityConflict of ReplicateFromQueue + Sum IdentityConflict of ReplicateOnConfirmation >= 1"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-primary-not-replicated",
                        "Sum Failed of ReplicateFromQueue + Sum Failed of ReplicateOnConfirmation >= 1"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-primary-function-fails",
                        failures("ReplicationReplicateFromQueue", "ReplicationReplicateOnConfirmation"),
                        "cognito-dr-primary-trigger-slow",
                        "p99 Duration of ReplicationReplicateOnConfirmation live > 2500 in 1 of 1 x 300 s,"
                                + " missing notBreaching",
                        "cognito-dr-primary-schedule-fails",
                        schedules("cognito-dr-primary"))));
    }

    @Test
    void theStandbyAlarmsAreThese() {
        assertThat(alarms(STANDBY))
                .isEqualTo(new TreeMap<>(Map.of(
                        "cognito-dr-standby-dead-letters",
                        "Maximum ApproximateNumberOfMessagesVisible of ${SnapshotsRequestsDeadLetters.QueueName} >= 1"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-standby-no-snapshot",
                        "Sum SnapshotTaken of TakeSnapshot < 1 in 26 of 26 x 3600 s, missing breaching",
                        "cognito-dr-standby-no-progress",
                        "Sum ManifestConflict of TakeSnapshot + Sum SnapshotNoProgress of TakeSnapshot >= 1"
                                + " in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-standby-not-asked",
                        "Sum Failed of SnapshotOnConfirmation >= 1 in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-standby-request-dropped",
                        "Sum MalformedRequest of TakeSnapshot >= 1 in 1 of 1 x 300 s, missing notBreaching",
                        "cognito-dr-standby-function-fails",
                        failures("SnapshotsSnapshotOnConfirmation", "SnapshotsTakeSnapshot"),
                        "cognito-dr-standby-trigger-slow",
                        "p99 Duration of SnapshotsSnapshotOnConfirmation live > 2500 in 1 of 1 x 300 s,"
                                + " missing notBreaching",
                        "cognito-dr-standby-schedule-fails",
                        schedules("cognito-dr-standby"))));
    }

    private static String schedules(String group) {
        return "Sum InvocationDroppedCount of " + group + " + Sum TargetErrorCount of " + group
                + " >= 1 in 1 of 1 x 300 s, missing notBreaching";
    }

    private static String failures(String one, String two) {
        return "Sum Errors of " + one + " live + Sum Errors of " + two + " live + Sum Throttles of " + one
                + " live + Sum Throttles of " + two + " live >= 1 in 1 of 1 x 300 s, missing notBreaching";
    }

    @Test
    void everyAlarmTellsTheTopicWhenItBeginsAndWhenItIsOver() {
        for (Synth synth : Synth.all()) {
            for (StackTemplate template : synth.templates()) {
                template.resources(ALARM).keySet().forEach(id -> {
                    JsonNode alarm = template.properties(ALARM, id);
                    for (String moment : List.of("AlarmActions", "OKActions")) {
                        assertThat(StackTemplate.texts(alarm.get(moment))).containsExactly("${AlarmTopic}");
                    }
                });
            }
        }
        assertThat(Synth.customised().standby().properties("AWS::SNS::Subscription"))
                .isEqualTo(Json.parse("{\"Protocol\": \"email\", \"TopicArn\": \"${AlarmTopic}\","
                        + " \"Endpoint\": \"on-call@example.com\"}"));
    }

    @Test
    void everyAlarmSaysWhatToDoAndNamesASectionThatTheRunbookHas() {
        String runbook = read(Synth.ROOT.resolve("docs/runbook.md"));
        for (StackTemplate template : Synth.shipped().templates()) {
            template.resources(ALARM).keySet().forEach(id -> {
                String description =
                        template.properties(ALARM, id).get("AlarmDescription").asText();
                Matcher link = Pattern.compile(".{40,}\\. docs/runbook\\.md#([a-z0-9-]+)")
                        .matcher(description);
                assertThat(link.matches()).as(description).isTrue();
                assertThat(runbook.lines()
                                .filter(line -> line.startsWith("#"))
                                .map(line -> line.replaceFirst("#+ ", "")
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9 -]", "")
                                        .replace(' ', '-')))
                        .contains(link.group(1));
            });
        }
        // And nobody forgets to raise what is written about.
        Set<String> raised = Synth.shipped().templates().stream()
                .flatMap(template -> template.resources(ALARM).values().stream())
                .map(alarm -> alarm.at("/Properties/AlarmDescription").asText())
                .collect(Collectors.toSet());
        assertThat(Stream.of(Runbook.values()).map(Runbook::description)).allMatch(raised::contains);
    }

    /** A figure that nobody writes would never raise an alarm, and nobody would notice. */
    @Test
    void everyFigureIsOneThatAFunctionWrites() throws IOException {
        Set<String> written = new HashSet<>();
        for (String module : List.of("user-pool", "replicate-lambda", "backup-lambda")) {
            try (Stream<Path> sources = Files.walk(Synth.ROOT.resolve(module).resolve("src/main/java"))) {
                sources.filter(Files::isRegularFile).forEach(file -> {
                    Matcher literal = Pattern.compile("\"([A-Za-z_]+)\"").matcher(read(file));
                    while (literal.find()) {
                        written.add(literal.group(1));
                    }
                });
            }
        }
        Set<String> shown = new TreeSet<>();
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            Matcher figure = Pattern.compile("\"CognitoDr\",\"(\\w+)\",\"Function\",\"(\\w+)\"")
                    .matcher(dashboard(template));
            while (figure.find()) {
                shown.add(figure.group(1));
                assertThat(written).contains(figure.group(2));
            }
            template.resources(ALARM).values().forEach(alarm -> {
                for (JsonNode metric : metrics(alarm.get("Properties"))) {
                    if (metric.get("Namespace").asText().equals("CognitoDr")) {
                        shown.add(metric.get("MetricName").asText());
                    }
                }
            });
        }
        assertThat(shown).hasSizeGreaterThan(20);
        assertThat(shown.stream().map(name -> name.startsWith("Unimportable_") ? "Unimportable_" : name))
                .allMatch(written::contains);
    }

    @Test
    void theDashboardShowsEveryReasonThatThereIs() throws IOException {
        Matcher constants = Pattern.compile("^    ([A-Z_]{4,})[,;(]?$", Pattern.MULTILINE)
                .matcher(read(Synth.ROOT.resolve(
                        "user-pool/src/main/java/io/github/cognitodr/userpool/csv/UnimportableReason.java")));
        Set<String> reasons = new TreeSet<>();
        while (constants.find()) {
            reasons.add(constants.group(1));
        }
        assertThat(reasons).containsExactlyInAnyOrderElementsOf(Dashboards.UNIMPORTABLE);
        assertThat(dashboard(STANDBY))
                .contains(
                        reasons.stream().map(reason -> "Unimportable_" + reason).toList());
    }

    /** A figure of another function, or another statistic, would look just as well. */
    @Test
    void everyFigureOfTheDashboardsIsThatOfItsFunction() {
        String trigger = "ReplicateOnConfirmation";
        String worker = "ReplicateFromQueue";
        List<String> primary = new ArrayList<>();
        for (String function : List.of(trigger, worker)) {
            for (String name : List.of("Replicated", "NoRecoveryContact", "Queued", "Failed", "IdentityConflict")) {
                primary.add("Sum " + name + " of " + function);
            }
            primary.add("p50 ReplicationLatency of " + function);
            primary.add("p99 ReplicationLatency of " + function);
        }
        primary.add("Maximum RetryAge of " + worker);
        assertThat(ours(PRIMARY)).containsExactlyInAnyOrderElementsOf(primary);

        List<String> standby = new ArrayList<>();
        for (String name : List.of("SnapshotStartedAt", "SnapshotUsers", "SnapshotNewUsers")) {
            standby.add("Maximum " + name + " of TakeSnapshot");
        }
        Dashboards.UNIMPORTABLE.forEach(reason -> standby.add("Maximum Unimportable_" + reason + " of TakeSnapshot"));
        for (String name : List.of(
                "SnapshotTaken",
                "SnapshotFailed",
                "BegunAfresh",
                "SnapshotNoProgress",
                "ManifestConflict",
                "Overtaken",
                "UserCountStrays",
                "MalformedRequest")) {
            standby.add("Sum " + name + " of TakeSnapshot");
        }
        for (String name : List.of("SnapshotAsked", "ResetRecorded", "Failed")) {
            standby.add("Sum " + name + " of SnapshotOnConfirmation");
        }
        assertThat(ours(STANDBY)).containsExactlyInAnyOrderElementsOf(standby);
    }

    /** Each as statistic, name and function; the CDK leaves out the statistic Average. */
    private static Set<String> ours(StackTemplate template) {
        Set<String> figures = new TreeSet<>();
        JsonNode widgets =
                Json.parse(dashboard(template).replaceAll("\\$\\{[^}]*}", "x")).get("widgets");
        for (JsonNode widget : widgets) {
            for (JsonNode metric : widget.path("properties").path("metrics")) {
                if (metric.get(0).asText().equals("CognitoDr")) {
                    figures.add(metric.get(4).path("stat").asText("Average") + " "
                            + metric.get(1).asText() + " of " + metric.get(3).asText());
                }
            }
        }
        return figures;
    }

    @Test
    void theDashboardsShowWhatAnOperatorLooksFor() {
        assertThat(dashboard(PRIMARY))
                .contains(
                        "replicated",
                        "queued",
                        "failed",
                        "in conflict",
                        "at once, p50",
                        "at once, p99",
                        "ApproximateNumberOfMessagesVisible",
                        "RetryAge",
                        "Errors");
        assertThat(dashboard(STANDBY))
                .contains(
                        "(EPOCH(FILL(m_SnapshotStartedAt_TakeSnapshot, REPEAT)) -"
                                + " FILL(m_SnapshotStartedAt_TakeSnapshot, REPEAT)) / 3600",
                        "SnapshotUsers",
                        "ApproximateNumberOfMessagesVisible",
                        "Errors");
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            String body = dashboard(template);
            // Whatever the body is made of, CloudWatch must be able to read it.
            assertThat(Json.parse(body.replaceAll("\\$\\{[^}]*}", "x")).get("widgets"))
                    .isNotEmpty();
        }
    }

    /** They are paid for by the metric, and the costs are told in docs/architecture.md. */
    @Test
    void theAlarmsReadAsManyMetricsAsTheCostsSay() {
        int read = 0;
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            for (String alarm : template.resources(ALARM).keySet()) {
                read += metrics(template.properties(ALARM, alarm)).size();
            }
        }
        assertThat(read(Synth.ROOT.resolve("docs/architecture.md"))).contains("| " + read + " metrics read x 0.10 |");
    }

    private static String dashboard(StackTemplate template) {
        return template.properties("AWS::CloudWatch::Dashboard")
                .get("DashboardBody")
                .asText();
    }

    private static Map<String, String> alarms(StackTemplate template) {
        Map<String, String> alarms = new TreeMap<>();
        template.resources(ALARM).keySet().forEach(id -> {
            JsonNode alarm = template.properties(ALARM, id);
            int periods = alarm.get("EvaluationPeriods").asInt();
            List<JsonNode> metrics = metrics(alarm);
            alarms.put(
                    alarm.get("AlarmName").asText(),
                    metrics.stream().map(AlarmsTest::figure).collect(Collectors.joining(" + "))
                            + switch (alarm.get("ComparisonOperator").asText()) {
                                case "GreaterThanOrEqualToThreshold" -> " >= ";
                                case "GreaterThanThreshold" -> " > ";
                                case "LessThanThreshold" -> " < ";
                                default -> " ? ";
                            }
                            + alarm.get("Threshold").asInt() + " in "
                            + alarm.path("DatapointsToAlarm").asInt(periods) + " of " + periods + " x "
                            + metrics.get(0).get("Period").asInt() + " s, missing "
                            + alarm.get("TreatMissingData").asText());
        });
        return alarms;
    }

    /** Those that are read, in the order in which the expression adds them up. */
    private static List<JsonNode> metrics(JsonNode alarm) {
        if (!alarm.has("Metrics")) {
            return List.of(alarm);
        }
        Map<String, JsonNode> byId = new TreeMap<>();
        String expression = "";
        for (JsonNode metric : alarm.get("Metrics")) {
            if (metric.has("Expression")) {
                expression = metric.get("Expression").asText();
            } else {
                JsonNode stat = metric.get("MetricStat");
                byId.put(metric.get("Id").asText(), stat);
            }
        }
        List<JsonNode> ordered = new ArrayList<>();
        for (String term : expression.split(" \\+ ", -1)) {
            assertThat(term).startsWith("FILL(").endsWith(", 0)");
            JsonNode stat = Objects.requireNonNull(byId.get(term.substring(5, term.length() - 4)), term);
            ObjectNode flat = stat.get("Metric").deepCopy();
            flat.set("Statistic", stat.get("Stat"));
            flat.set("Period", stat.get("Period"));
            ordered.add(flat);
        }
        return ordered;
    }

    private static String figure(JsonNode metric) {
        String statistic = metric.has("ExtendedStatistic")
                ? metric.get("ExtendedStatistic").asText()
                : metric.get("Statistic").asText();
        Map<String, String> dimensions = new TreeMap<>();
        metric.get("Dimensions")
                .forEach(dimension -> dimensions.put(
                        dimension.get("Name").asText(), dimension.get("Value").asText()));
        String of = dimensions.values().iterator().next();
        if (dimensions.containsKey("Resource")) {
            String function = Objects.requireNonNull(dimensions.get("FunctionName"));
            assertThat(dimensions.get("Resource")).isEqualTo(function + ":live");
            of = function.replace("${", "").replace("Function}", "") + " live";
        }
        return statistic + " " + metric.get("MetricName").asText() + " of " + of;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
