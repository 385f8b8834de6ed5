package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each role may do, written out: a test fails when an action or a resource is added. */
class PermissionsTest {

    private static final StackTemplate STANDBY = Synth.shipped().standby();
    private static final StackTemplate PRIMARY = Synth.shipped().primary();

    /** Every resource with a wildcard, and there is no other. */
    private static final Set<String> WILDCARDS = Set.of(
            // The keys below it are made at run time: pool, snapshot, file.
            "${BackupBucket.Arn}/snapshots/*",
            // One key a user.
            "${BackupBucket.Arn}/resets/*",
            // The developer guide's resource for import jobs; the group is made by Cognito, in the first job.
            "arn:aws:logs:ap-northeast-1:${AWS::AccountId}:log-group:/aws/cognito/*",
            "arn:aws:logs:ap-northeast-3:${AWS::AccountId}:log-group:/aws/cognito/*");

    @Test
    void replicateOnConfirmation() {
        assertThat(PRIMARY.permissions("ReplicationReplicateOnConfirmationRole"))
                .containsExactlyInAnyOrder(
                        "cognito-idp:AdminCreateUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminSetUserPassword on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminGetUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "sqs:SendMessage on ${ReplicationRetriesQueue.Arn}",
                        "logs:CreateLogStream on ${ReplicationReplicateOnConfirmationLogs.Arn}",
                        "logs:PutLogEvents on ${ReplicationReplicateOnConfirmationLogs.Arn}");
    }

    @Test
    void replicateFromQueue() {
        assertThat(PRIMARY.permissions("ReplicationReplicateFromQueueRole"))
                .containsExactlyInAnyOrder(
                        "cognito-idp:AdminGetUser on ${UsersPool.Arn}",
                        "cognito-idp:AdminCreateUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminSetUserPassword on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminGetUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminDisableUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "sqs:ReceiveMessage on ${ReplicationRetriesQueue.Arn}",
                        "sqs:DeleteMessage on ${ReplicationRetriesQueue.Arn}",
                        "sqs:GetQueueAttributes on ${ReplicationRetriesQueue.Arn}",
                        "sqs:ChangeMessageVisibility on ${ReplicationRetriesQueue.Arn}",
                        "sqs:SendMessage on ${ReplicationRetriesDeadLetters.Arn}",
                        "logs:CreateLogStream on ${ReplicationReplicateFromQueueLogs.Arn}",
                        "logs:PutLogEvents on ${ReplicationReplicateFromQueueLogs.Arn}");
    }

    @Test
    void snapshotOnConfirmation() {
        assertThat(STANDBY.permissions("SnapshotsSnapshotOnConfirmationRole"))
                .containsExactlyInAnyOrder(
                        "sqs:SendMessage on ${SnapshotsRequestsQueue.Arn}",
                        "s3:PutObject on ${BackupBucket.Arn}/resets/*",
                        "logs:CreateLogStream on ${SnapshotsSnapshotOnConfirmationLogs.Arn}",
                        "logs:PutLogEvents on ${SnapshotsSnapshotOnConfirmationLogs.Arn}");
    }

    @Test
    void takeSnapshot() {
        assertThat(STANDBY.permissions("SnapshotsTakeSnapshotRole"))
                .containsExactlyInAnyOrder(
                        "cognito-idp:ListUsers on ${UsersPool.Arn}",
                        "cognito-idp:DescribeUserPool on ${UsersPool.Arn}",
                        "cognito-idp:GetCSVHeader on ${UsersPool.Arn}",
                        "s3:PutObject on ${BackupBucket.Arn}/snapshots/*",
                        "s3:PutObjectTagging on ${BackupBucket.Arn}/snapshots/*",
                        "s3:GetObject on ${BackupBucket.Arn}/snapshots/*",
                        "s3:AbortMultipartUpload on ${BackupBucket.Arn}/snapshots/*",
                        "s3:ListBucket on ${BackupBucket.Arn} if"
                                + " {\"StringLikeIfExists\":{\"s3:prefix\":\"snapshots/*\"}}",
                        "sqs:ReceiveMessage on ${SnapshotsRequestsQueue.Arn}",
                        "sqs:DeleteMessage on ${SnapshotsRequestsQueue.Arn}",
                        "sqs:GetQueueAttributes on ${SnapshotsRequestsQueue.Arn}",
                        "sqs:ChangeMessageVisibility on ${SnapshotsRequestsQueue.Arn}",
                        "logs:CreateLogStream on ${SnapshotsTakeSnapshotLogs.Arn}",
                        "logs:PutLogEvents on ${SnapshotsTakeSnapshotLogs.Arn}");
    }

    @Test
    void dailySchedule() {
        assertThat(STANDBY.permissions("DailySnapshotRole"))
                .containsExactly("sqs:SendMessage on ${SnapshotsRequestsQueue.Arn}");
        assertThat(trust(STANDBY, "DailySnapshotRole")).isEqualTo(Json.parse("""
                [{
                  "Effect": "Allow",
                  "Action": "sts:AssumeRole",
                  "Principal": {"Service": "scheduler.amazonaws.com"},
                  "Condition": {
                    "StringEquals": {
                      "aws:SourceAccount": "${AWS::AccountId}",
                      "aws:SourceArn": "arn:aws:scheduler:ap-northeast-3:${AWS::AccountId}:schedule-group/default"
                    }
                  }
                }]"""));
    }

    @Test
    void userImport() {
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            String region = template == STANDBY ? "ap-northeast-3" : "ap-northeast-1";
            String groups = "arn:aws:logs:" + region + ":${AWS::AccountId}:log-group:/aws/cognito/*";
            assertThat(template.permissions("UserImportRole"))
                    .containsExactlyInAnyOrder(
                            "logs:CreateLogGroup on " + groups,
                            "logs:CreateLogStream on " + groups,
                            "logs:DescribeLogStreams on " + groups,
                            "logs:PutLogEvents on " + groups);
            assertThat(trust(template, "UserImportRole")).isEqualTo(Json.parse("""
                    [{
                      "Effect": "Allow",
                      "Action": "sts:AssumeRole",
                      "Principal": {"Service": "cognito-idp.amazonaws.com"},
                      "Condition": {
                        "StringEqualsIfExists": {"aws:SourceAccount": "${AWS::AccountId}"},
                        "ArnEqualsIfExists": {"aws:SourceArn": "${UsersPool.Arn}"}
                      }
                    }]"""));
        }
    }

    /** The tests above look at the roles they know; this one sees to it that there are no others. */
    @Test
    void thereAreNoOtherRolesAndNoOtherKindsOfGrant() {
        assertThat(PRIMARY.resources("AWS::IAM::Role").keySet())
                .containsExactlyInAnyOrder(
                        "ReplicationReplicateOnConfirmationRole",
                        "ReplicationReplicateFromQueueRole",
                        "UserImportRole");
        assertThat(STANDBY.resources("AWS::IAM::Role").keySet())
                .containsExactlyInAnyOrder(
                        "SnapshotsSnapshotOnConfirmationRole",
                        "SnapshotsTakeSnapshotRole",
                        "DailySnapshotRole",
                        "UserImportRole");
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            template.resources("AWS::IAM::Role").values().forEach(role -> {
                assertThat(role.get("Properties").has("ManagedPolicyArns")).isFalse();
                assertThat(role.get("Properties").has("Policies")).isFalse();
            });
            assertThat(template.resources("AWS::IAM::Policy"))
                    .hasSameSizeAs(template.resources("AWS::IAM::Role").keySet());
            assertThat(template.json().toString()).doesNotContain("AWS::IAM::ManagedPolicy");
        }
    }

    @Test
    void noPolicyGrantsAllActionsOrAllResources() {
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            for (JsonNode policy : template.resources("AWS::IAM::Policy").values()) {
                JsonNode document = template.readable(policy.at("/Properties/PolicyDocument"));
                for (JsonNode statement : document.get("Statement")) {
                    assertThat(statement.has("NotAction") || statement.has("NotResource"))
                            .isFalse();
                    assertThat(StackTemplate.texts(statement.get("Action"))).noneMatch(action -> action.contains("*"));
                    assertThat(StackTemplate.texts(statement.get("Resource")))
                            .filteredOn(resource -> resource.contains("*"))
                            .allMatch(WILDCARDS::contains);
                }
            }
        }
    }

    /** Resource policies only forbid; whoever is allowed something has it from a role above. */
    @Test
    void queuesAndBucketAreReachedOverTlsOnly() {
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            assertThat(template.resources("AWS::SQS::QueuePolicy"))
                    .hasSameSizeAs(template.resources("AWS::SQS::Queue").keySet());
            template.resources("AWS::SQS::QueuePolicy").keySet().forEach(id -> {
                JsonNode policy = template.properties("AWS::SQS::QueuePolicy", id);
                String queue = policy.get("Queues").get(0).asText().replace("}", ".Arn}");
                assertThat(StackTemplate.statements(policy.get("PolicyDocument")))
                        .containsExactly(
                                "Deny sqs:* on " + queue + " if {\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
            });
        }
        assertThat(StackTemplate.statements(
                        STANDBY.properties("AWS::S3::BucketPolicy").get("PolicyDocument")))
                .containsExactlyInAnyOrder(
                        "Deny s3:* on ${BackupBucket.Arn} if {\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                        "Deny s3:* on ${BackupBucket.Arn}/* if {\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                        "Deny s3:* on ${BackupBucket.Arn} if {\"NumericLessThan\":{\"s3:TlsVersion\":1.2}}",
                        "Deny s3:* on ${BackupBucket.Arn}/* if {\"NumericLessThan\":{\"s3:TlsVersion\":1.2}}");
    }

    @Test
    void onlyItsOwnPoolMayCallATrigger() {
        assertThat(PRIMARY.properties("AWS::Lambda::Permission"))
                .isEqualTo(permission("${ReplicationReplicateOnConfirmationLive}"));
        assertThat(STANDBY.properties("AWS::Lambda::Permission"))
                .isEqualTo(permission("${SnapshotsSnapshotOnConfirmationLive}"));
    }

    private static JsonNode permission(String alias) {
        return Json.parse("""
                {
                  "Action": "lambda:InvokeFunction",
                  "FunctionName": "%s",
                  "Principal": "cognito-idp.amazonaws.com",
                  "SourceAccount": "${AWS::AccountId}",
                  "SourceArn": "${UsersPool.Arn}"
                }""".formatted(alias));
    }

    private static JsonNode trust(StackTemplate template, String role) {
        return template.properties("AWS::IAM::Role", role)
                .get("AssumeRolePolicyDocument")
                .get("Statement");
    }
}
