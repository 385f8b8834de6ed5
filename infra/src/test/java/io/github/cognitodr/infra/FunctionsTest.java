package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {

    private static final StackTemplate STANDBY = Synth.shipped().standby();
    private static final StackTemplate PRIMARY = Synth.shipped().primary();

    @ParameterizedTest
    @CsvSource({
        "ReplicationReplicateOnConfirmation, replicate.ReplicateOnConfirmation,   5, 1769",
        "ReplicationReplicateFromQueue,      replicate.ReplicateFromQueue,       60,  512",
        "SnapshotsSnapshotOnConfirmation,    backup.SnapshotOnConfirmation,       5, 1769",
        "SnapshotsTakeSnapshot,              backup.TakeSnapshot,               900, 1024",
    })
    void functionRunsItsHandlerOnTheNewestJavaWithItsOwnRoleAndLogGroup(
            String id, String handler, int timeout, int memory) {
        StackTemplate template = id.startsWith("Replication") ? PRIMARY : STANDBY;
        ObjectNode function = (ObjectNode) template.properties("AWS::Lambda::Function", id + "Function");
        function.remove(List.of("Code", "Description", "Environment"));
        assertThat(function).isEqualTo(Json.parse("""
                {
                  "Handler": "io.github.cognitodr.%s::handleRequest",
                  "Runtime": "java25",
                  "Architectures": ["arm64"],
                  "Timeout": %d,
                  "MemorySize": %d,
                  "Role": "${%sRole.Arn}",
                  "SnapStart": {"ApplyOn": "PublishedVersions"},
                  "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "${%sLogs}"}
                }""".formatted(handler, timeout, memory, id, id)));
        assertThat(template.properties("AWS::Logs::LogGroup", id + "Logs"))
                .isEqualTo(Json.parse("{\"RetentionInDays\": 90}"));
        assertThat(template.properties("AWS::Lambda::Alias", id + "Live")).isEqualTo(Json.parse("""
                {
                  "Name": "live",
                  "FunctionName": "${%sFunction}",
                  "FunctionVersion": "${%sFunctionCurrentVersion.Version}"
                }""".formatted(id, id)));
        // The trigger and the event source call the alias: neither may before the permissions are there.
        assertThat(StackTemplate.texts(
                        template.resource("AWS::Lambda::Alias", id + "Live").get("DependsOn")))
                .map(StackTemplate::unhashed)
                .containsExactly(id + "Permissions");
    }

    @Test
    void thereAreNoOtherFunctions() {
        assertThat(PRIMARY.resources("AWS::Lambda::Function").keySet())
                .containsExactlyInAnyOrder(
                        "ReplicationReplicateOnConfirmationFunction", "ReplicationReplicateFromQueueFunction");
        assertThat(STANDBY.resources("AWS::Lambda::Function").keySet())
                .containsExactlyInAnyOrder("SnapshotsSnapshotOnConfirmationFunction", "SnapshotsTakeSnapshotFunction");
    }

    @Test
    void replicationKnowsTheStandbyPoolAndTheRetryQueue() {
        for (String id : List.of("ReplicateOnConfirmation", "ReplicateFromQueue")) {
            assertThat(environment(PRIMARY, "Replication" + id)).isEqualTo(Json.parse("""
                    {
                      "STANDBY_USER_POOL_ID": "${CognitoDrStandby:UsersPool}",
                      "RETRY_QUEUE_URL": "${ReplicationRetriesQueue}",
                      "USERNAME_ATTRIBUTE": "email"
                    }"""));
        }
    }

    /** A listing runs for minutes, and is to be compiled well. */
    private static final String LISTING_OPTIONS = "\"JAVA_TOOL_OPTIONS\": \"-XX:+TieredCompilation"
            + " -XX:TieredStopAtLevel=4 -XX:+UseSerialGC -Xms112m -Xmn80m -XX:SurvivorRatio=2\",";

    @ParameterizedTest
    @CsvSource({"false, 20, 300, 60", "true, 5, 120, 30"})
    void snapshotsKnowTheirQueueBucketAndPace(boolean customised, int rps, int window, int settle) {
        StackTemplate template = customised ? Synth.customised().standby() : STANDBY;
        for (String id : List.of("SnapshotOnConfirmation", "TakeSnapshot")) {
            boolean lists = id.equals("TakeSnapshot");
            assertThat(environment(template, "Snapshots" + id))
                    .isEqualTo(Json.parse("""
                    {
                      %s"SNAPSHOT_QUEUE_URL": "${SnapshotsRequestsQueue}",
                      "BACKUP_BUCKET": "${BackupBucket}",
                      "LIST_USERS_RPS": "%d",
                      "SNAPSHOT_WINDOW_SECONDS": "%d",
                      "SNAPSHOT_SETTLE_SECONDS": "%d",
                      "USERNAME_ATTRIBUTE": "email"
                    }""".formatted(lists ? LISTING_OPTIONS : "", rps, window, settle)));
        }
    }

    @Test
    void workersTakeMessagesThroughTheAliasAndReportThemOneByOne() {
        assertThat(PRIMARY.properties("AWS::Lambda::EventSourceMapping")).isEqualTo(Json.parse("""
                {
                  "EventSourceArn": "${ReplicationRetriesQueue.Arn}",
                  "FunctionName": "part 6 of ${ReplicationReplicateFromQueueLive}:live",
                  "BatchSize": 10,
                  "ScalingConfig": {"MaximumConcurrency": 2},
                  "FunctionResponseTypes": ["ReportBatchItemFailures"]
                }"""));
        assertThat(STANDBY.properties("AWS::Lambda::EventSourceMapping")).isEqualTo(Json.parse("""
                {
                  "EventSourceArn": "${SnapshotsRequestsQueue.Arn}",
                  "FunctionName": "part 6 of ${SnapshotsTakeSnapshotLive}:live",
                  "BatchSize": 1,
                  "FunctionResponseTypes": ["ReportBatchItemFailures"]
                }"""));
    }

    @Test
    void eachStackDeploysItsOwnJar() {
        assertThat(codes(PRIMARY)).hasSize(1);
        assertThat(codes(STANDBY)).hasSize(1).doesNotContainAnyElementsOf(codes(PRIMARY));
    }

    private static Set<String> codes(StackTemplate template) {
        return template.resources("AWS::Lambda::Function").values().stream()
                .map(function -> function.at("/Properties/Code/S3Key").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode environment(StackTemplate template, String id) {
        return template.properties("AWS::Lambda::Function", id + "Function")
                .get("Environment")
                .get("Variables");
    }

    /** (docs/decisions/snapstart.md) */
    @Test
    void everyFunctionIsCalledOnceADayThroughItsAliasByAnEventThatItDoesNotKnow() throws IOException {
        String event = Files.readString(Synth.ROOT.resolve("user-pool/src/test/resources/events/daily-call.json"))
                .strip();
        for (Synth synth : Synth.all()) {
            for (StackTemplate template : synth.templates()) {
                Set<String> called = new HashSet<>();
                template.resources("AWS::Scheduler::Schedule").keySet().stream()
                        .filter(id -> id.startsWith("DailyCalls"))
                        .forEach(id -> {
                            JsonNode schedule = template.properties("AWS::Scheduler::Schedule", id);
                            assertThat(schedule.get("ScheduleExpression").asText())
                                    .isEqualTo("rate(24 hours)");
                            assertThat(schedule.get("GroupName").asText()).isEqualTo("${SchedulesGroup}");
                            assertThat(schedule.at("/Target/Input").asText()).isEqualTo(event);
                            assertThat(schedule.at("/Target/RoleArn").asText())
                                    .isEqualTo("${DailyCallsCallerRole.Arn}");
                            called.add(schedule.at("/Target/Arn").asText());
                        });
                assertThat(called)
                        .isEqualTo(template.resources("AWS::Lambda::Alias").keySet().stream()
                                .map(id -> "${" + id + "}")
                                .collect(Collectors.toSet()));
                assertThat(called)
                        .hasSize(template.resources("AWS::Lambda::Function").size());
            }
        }
    }

    @Test
    void memoryAndTimeAreSettings() {
        assertThat(limits(Synth.customised().primary(), "ReplicationReplicateOnConfirmationFunction"))
                .containsExactly(2048, 5);
        assertThat(limits(Synth.customised().primary(), "ReplicationReplicateFromQueueFunction"))
                .containsExactly(1024, 120);
        assertThat(limits(Synth.customised().standby(), "SnapshotsSnapshotOnConfirmationFunction"))
                .containsExactly(2048, 5);
        assertThat(limits(Synth.customised().standby(), "SnapshotsTakeSnapshotFunction"))
                .containsExactly(2048, 600);
    }

    private static List<Integer> limits(StackTemplate template, String function) {
        JsonNode properties = template.properties("AWS::Lambda::Function", function);
        return List.of(
                properties.get("MemorySize").asInt(), properties.get("Timeout").asInt());
    }
}
