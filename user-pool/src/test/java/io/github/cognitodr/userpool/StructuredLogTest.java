package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StructuredLogTest {
    private final StringBuilder lines = new StringBuilder();
    private final StructuredLog log =
            new StructuredLog("Worker", line -> lines.append(new String(line, StandardCharsets.UTF_8)));

    @Test
    void anEntryIsOneLineOfJson() {
        log.info("Replicated", Map.of("sub", "one\ntwo"));

        assertThat(lines).hasToString("{\"level\":\"INFO\",\"outcome\":\"Replicated\",\"sub\":\"one\\ntwo\"}\n");
    }

    /** Names and nesting are CloudWatch's. (CloudWatch user guide, Specification: Embedded metric format) */
    @Test
    void metricsStandInTheEntryInTheEmbeddedFormat() {
        long before = System.currentTimeMillis();

        log.write(LogEntry.info("Replicated")
                .with("sub", "s")
                .counted()
                .measured(Metric.milliseconds("ReplicationLatency", 41)));

        Map<String, Object> line = Json.readObject(lines.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(line)
                .containsEntry("Function", "Worker")
                .containsEntry("Replicated", 1)
                .containsEntry("ReplicationLatency", 41)
                .containsEntry("sub", "s");
        assertThat(line.get("_aws")).isInstanceOfSatisfying(Map.class, aws -> {
            assertThat(((Number) Objects.requireNonNull(aws.get("Timestamp"))).longValue())
                    .isBetween(before, System.currentTimeMillis());
            assertThat(aws.get("CloudWatchMetrics"))
                    .isEqualTo(List.of(Map.of(
                            "Namespace",
                            "CognitoDr",
                            "Dimensions",
                            List.of(List.of("Function")),
                            "Metrics",
                            List.of(
                                    Map.of("Name", "Replicated", "Unit", "Count"),
                                    Map.of("Name", "ReplicationLatency", "Unit", "Milliseconds")))));
        });
    }
}
