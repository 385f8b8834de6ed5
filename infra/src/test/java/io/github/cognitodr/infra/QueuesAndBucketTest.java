package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesAndBucketTest {

    private static final String QUEUE = "AWS::SQS::Queue";
    private static final int FOURTEEN_DAYS = 14 * 24 * 3600;

    @Test
    void theRetryQueueOutlastsAnOutageOfDays() {
        StackTemplate primary = Synth.shipped().primary();
        assertThat(primary.resources(QUEUE)).hasSize(2);
        assertThat(primary.properties(QUEUE, "ReplicationRetriesQueue")).isEqualTo(Json.parse("""
                {
                  "MessageRetentionPeriod": 864000,
                  "VisibilityTimeout": 360,
                  "RedrivePolicy": {
                    "deadLetterTargetArn": "${ReplicationRetriesDeadLetters.Arn}",
                    "maxReceiveCount": 1000
                  },
                  "KmsMasterKeyId": "${DataKey.Arn}",
                  "KmsDataKeyReusePeriodSeconds": 3600
                }"""));
        assertThat(primary.properties(QUEUE, "ReplicationRetriesDeadLetters"))
                .isEqualTo(Json.parse(
                        "{\"MessageRetentionPeriod\": %d, \"KmsMasterKeyId\": \"${DataKey.Arn}\", \"KmsDataKeyReusePeriodSeconds\": 3600}"
                                .formatted(FOURTEEN_DAYS)));
    }

    @Test
    void theSnapshotQueueMakesOneRequestOfAWindowAndWaitsForItsEnd() {
        StackTemplate standby = Synth.shipped().standby();
        assertThat(standby.resources(QUEUE)).hasSize(2);
        assertThat(standby.properties(QUEUE, "SnapshotsRequestsQueue"))
                .isEqualTo(Json.parse("""
                {
                  "FifoQueue": true,
                  "ContentBasedDeduplication": true,
                  "DelaySeconds": 360,
                  "VisibilityTimeout": 1000,
                  "MessageRetentionPeriod": %d,
                  "RedrivePolicy": {
                    "deadLetterTargetArn": "${SnapshotsRequestsDeadLetters.Arn}",
                    "maxReceiveCount": 200
                  },
                  "KmsMasterKeyId": "${DataKey.Arn}",
                  "KmsDataKeyReusePeriodSeconds": 3600
                }""".formatted(FOURTEEN_DAYS)));
        assertThat(standby.properties(QUEUE, "SnapshotsRequestsDeadLetters"))
                .isEqualTo(Json.parse("""
                        {"FifoQueue": true, "MessageRetentionPeriod": %d, "KmsMasterKeyId": "${DataKey.Arn}",
                  "KmsDataKeyReusePeriodSeconds": 3600}""".formatted(FOURTEEN_DAYS)));
        assertThat(Synth.customised()
                        .standby()
                        .properties(QUEUE, "SnapshotsRequestsQueue")
                        .get("DelaySeconds")
                        .asInt())
                .isEqualTo(150);
    }

    /** Otherwise a message comes back while the function still works on it. */
    @Test
    void noMessageReturnsBeforeItsFunctionHasEnded() {
        for (Synth synth : List.of(Synth.shipped(), Synth.customised())) {
            for (StackTemplate template : synth.templates()) {
                JsonNode source = template.properties("AWS::Lambda::EventSourceMapping");
                String queue =
                        source.get("EventSourceArn").asText().replace("${", "").replace(".Arn}", "");
                String function = template == synth.standby()
                        ? "SnapshotsTakeSnapshotFunction"
                        : "ReplicationReplicateFromQueueFunction";
                assertThat(template.properties(QUEUE, queue)
                                .get("VisibilityTimeout")
                                .asInt())
                        .isGreaterThanOrEqualTo(template.properties("AWS::Lambda::Function", function)
                                .get("Timeout")
                                .asInt());
            }
        }
    }

    @Test
    void theScheduleAsksOnceADayInTheWordsOfTheTrigger() {
        assertThat(Synth.shipped().standby().properties("AWS::Scheduler::Schedule", "DailySnapshotSchedule"))
                .isEqualTo(Json.parse("""
                {
                  "Description": "A snapshot request a day",
                  "ScheduleExpression": "cron(0 18 * * ? *)",
                  "GroupName": "${SchedulesGroup}",
                  "ScheduleExpressionTimezone": "UTC",
                  "FlexibleTimeWindow": {"Mode": "OFF"},
                  "Target": {
                    "Arn": "${SnapshotsRequestsQueue.Arn}",
                    "RoleArn": "${DailySnapshotAskerRole.Arn}",
                    "SqsParameters": {"MessageGroupId": "${UsersPool}"},
                    "Input": "{\\"userPoolId\\":\\"${UsersPool}\\",\\"startAfter\\":\\"<aws.scheduler.scheduled-time>\\"}"
                  }
                }"""));
        assertThat(Synth.customised()
                        .standby()
                        .properties("AWS::Scheduler::Schedule", "DailySnapshotSchedule")
                        .get("ScheduleExpression")
                        .asText())
                .isEqualTo("cron(45 3 * * ? *)");
    }

    @Test
    void theBucketIsPrivateEncryptedVersionedAndTidiesUp() {
        assertThat(Synth.shipped().standby().properties("AWS::S3::Bucket", "BackupBucket"))
                .isEqualTo(Json.parse("""
                {
                  "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                      {
                        "ServerSideEncryptionByDefault": {
                          "SSEAlgorithm": "aws:kms",
                          "KMSMasterKeyID": "${DataKey.Arn}"
                        },
                        "BucketKeyEnabled": true
                      }
                    ]
                  },
                  "LoggingConfiguration": {
                    "DestinationBucketName": "${BackupAccessLogs}",
                    "LogFilePrefix": "snapshots/"
                  },
                  "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
                  "PublicAccessBlockConfiguration": {
                    "BlockPublicAcls": true,
                    "BlockPublicPolicy": true,
                    "IgnorePublicAcls": true,
                    "RestrictPublicBuckets": true
                  },
                  "VersioningConfiguration": {"Status": "Enabled"},
                  "LifecycleConfiguration": {
                    "Rules": [
                      {"Id": "retention-short", "Status": "Enabled", "ExpirationInDays": 3,
                       "TagFilters": [{"Key": "retention", "Value": "short"}]},
                      {"Id": "retention-daily", "Status": "Enabled", "ExpirationInDays": 35,
                       "TagFilters": [{"Key": "retention", "Value": "daily"}]},
                      {"Id": "retention-monthly", "Status": "Enabled", "ExpirationInDays": 365,
                       "TagFilters": [{"Key": "retention", "Value": "monthly"}]},
                      {"Id": "leftovers", "Status": "Enabled",
                       "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                       "NoncurrentVersionExpiration": {"NoncurrentDays": 7},
                       "ExpiredObjectDeleteMarker": true}
                    ]
                  }
                }"""));
    }

    @Test
    void eachSnapshotIsKeptAsLongAsTheSettingsSay() {
        List<Integer> days = new ArrayList<>();
        Synth.customised()
                .standby()
                .properties("AWS::S3::Bucket", "BackupBucket")
                .at("/LifecycleConfiguration/Rules")
                .forEach(rule -> days.add(rule.path("ExpirationInDays").asInt()));
        assertThat(days).containsExactly(7, 60, 730, 0);
    }

    /** S3 delivers access logs to no bucket that is encrypted with a key of KMS. */
    @Test
    void accessIsLoggedInABucketThatS3CanWriteTo() {
        StackTemplate standby = Synth.customised().standby();
        JsonNode logs = standby.properties("AWS::S3::Bucket", "BackupAccessLogs");
        assertThat(logs.get("BucketEncryption"))
                .isEqualTo(Json.parse("{\"ServerSideEncryptionConfiguration\":"
                        + " [{\"ServerSideEncryptionByDefault\": {\"SSEAlgorithm\": \"AES256\"}}]}"));
        assertThat(logs.at("/PublicAccessBlockConfiguration/RestrictPublicBuckets")
                        .asBoolean())
                .isTrue();
        assertThat(logs.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt())
                .isEqualTo(30);
        assertThat(StackTemplate.statements(standby.properties("AWS::S3::BucketPolicy", "BackupAccessLogsPolicy")
                        .get("PolicyDocument")))
                .filteredOn(line -> !line.startsWith("Deny"))
                .containsExactly("s3:PutObject on ${BackupAccessLogs.Arn}/snapshots/* if"
                        + " {\"ArnLike\":{\"aws:SourceArn\":\"${BackupBucket.Arn}\"},"
                        + "\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}");
    }
}
