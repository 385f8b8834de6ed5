package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.InvalidEnvironmentException;
import io.github.cognitodr.userpool.SignInAttribute;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupConfigTest {
    private static final Map<String, String> LEAST = Map.of(
            "SNAPSHOT_QUEUE_URL", "https://sqs.ap-northeast-3.amazonaws.com/123456789012/snapshots.fifo",
            "BACKUP_BUCKET", "backup-bucket");

    @Test
    void hasDefaultsForAllThatMayBeLeftOut() {
        assertThat(BackupConfig.from(new Environment(LEAST)))
                .isEqualTo(new BackupConfig(
                        "https://sqs.ap-northeast-3.amazonaws.com/123456789012/snapshots.fifo",
                        "backup-bucket",
                        20,
                        new SnapshotWindow(Duration.ofSeconds(300), Duration.ofSeconds(60)),
                        SignInAttribute.EMAIL));
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPSHOT_QUEUE_URL, ''",
        "SNAPSHOT_QUEUE_URL, snapshots.fifo",
        "BACKUP_BUCKET, ''",
        "BACKUP_BUCKET, s3://bucket",
        "LIST_USERS_RPS, 0",
        "LIST_USERS_RPS, 10001",
        "LIST_USERS_RPS, many",
        "SNAPSHOT_WINDOW_SECONDS, 301",
        "SNAPSHOT_SETTLE_SECONDS, -1",
        "SNAPSHOT_SETTLE_SECONDS, 601",
        "USERNAME_ATTRIBUTE, mail",
    })
    void namesTheVariableThatIsMissingOrMalformed(String name, String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(name, value);

        assertThatThrownBy(() -> BackupConfig.from(new Environment(variables)))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessageContaining(name);
    }
}
