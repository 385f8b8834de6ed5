package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each role may do, written out: a test fails when an action or a resource is added. */
class PermissionsTest {

    private static final StackTemplate STANDBY = Synth.shipped().standby();
    private static final StackTemplate PRIMARY = Synth.shipped().primary();

    /** Every resource with a wildcard, and there is no other. */
    private static final Set<String> WILDCARDS = Set.of(
            // The keys below it are made at run time: pool, snapshot, file.
            "\\$\\{BackupBucket.Arn}/snapshots/\\*",
            // One key a user.
            "\\$\\{BackupBucket.Arn}/resets/\\*",
            // The developer guide's resource for import jobs; the group is made by Cognito, in the first job.
            "arn:aws:logs:[a-z0-9-]+:[^:]+(::AccountId})?:log-group:/aws/cognito/\\*",
            // A stack's ARN ends in an id that is made up when it is made.
            "arn:aws:cloudformation:[a-z0-9-]+:[^:]+(::AccountId})?:stack/CognitoDr(Standby|Primary)/\\*",
            // One pool's import jobs: the group ends in the pool's name, and the streams are the jobs.
            "arn:aws:logs:[a-z0-9-]+:[^:]+(::AccountId})?:log-group:/aws/cognito/userpools/[^*]+/\\*");

    /** Calls for which AWS has no narrower resource. */
    private static final Set<String> ALL_RESOURCES = Set.of("wafv2:DisassociateWebACL", "sns:Publish");

    @Test
    void replicateOnConfirmation() {
        assertThat(PRIMARY.permissions("ReplicationReplicateOnConfirmationRole"))
                .containsExactlyInAnyOrder(
                        "cognito-idp:AdminCreateUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminSetUserPassword on ${CognitoDrStandby:UsersPool.Arn}",
                        "cognito-idp:AdminGetUser on ${CognitoDrStandby:UsersPool.Arn}",
                        "sqs:SendMessage on ${ReplicationRetriesQueue.Arn}",
                        "kms:Decrypt on ${DataKey.Arn}",
                        "kms:GenerateDataKey on ${DataKey.Arn}",
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
                        "kms:Decrypt on ${DataKey.Arn}",
                        "kms:GenerateDataKey on ${DataKey.Arn}",
                        "logs:CreateLogStream on ${ReplicationReplicateFromQueueLogs.Arn}",
                        "logs:PutLogEvents on ${ReplicationReplicateFromQueueLogs.Arn}");
    }

    @Test
    void snapshotOnConfirmation() {
        assertThat(STANDBY.permissions("SnapshotsSnapshotOnConfirmationRole"))
                .containsExactlyInAnyOrder(
                        "sqs:SendMessage on ${SnapshotsRequestsQueue.Arn}",
                        "s3:PutObject on ${BackupBucket.Arn}/resets/*",
                        "kms:Decrypt on ${DataKey.Arn}",
                        "kms:GenerateDataKey on ${DataKey.Arn}",
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
                        "kms:Decrypt on ${DataKey.Arn}",
                        "kms:GenerateDataKey on ${DataKey.Arn}",
                        "logs:CreateLogStream on ${SnapshotsTakeSnapshotLogs.Arn}",
                        "logs:PutLogEvents on ${SnapshotsTakeSnapshotLogs.Arn}");
    }

    @Test
    void dailySchedules() {
        assertThat(STANDBY.permissions("DailySnapshotAskerRole"))
                .containsExactlyInAnyOrder(
                        "sqs:SendMessage on ${SnapshotsRequestsQueue.Arn}",
                        "kms:Decrypt on ${DataKey.Arn}",
                        "kms:GenerateDataKey on ${DataKey.Arn}");
        assertThat(STANDBY.permissions("DailyCallsCallerRole"))
                .containsExactlyInAnyOrder(
                        "lambda:InvokeFunction on ${SnapshotsSnapshotOnConfirmationLive}",
                        "lambda:InvokeFunction on ${SnapshotsTakeSnapshotLive}");
        assertThat(PRIMARY.permissions("DailyCallsCallerRole"))
                .containsExactlyInAnyOrder(
                        "lambda:InvokeFunction on ${ReplicationReplicateOnConfirmationLive}",
                        "lambda:InvokeFunction on ${ReplicationReplicateFromQueueLive}");
        for (String role : List.of("DailySnapshotAskerRole", "DailyCallsCallerRole")) {
            assertThat(trust(STANDBY, role)).isEqualTo(Json.parse("""
                [{
                  "Effect": "Allow",
                  "Action": "sts:AssumeRole",
                  "Principal": {"Service": "scheduler.amazonaws.com"},
                  "Condition": {
                    "StringEquals": {
                      "aws:SourceAccount": "${AWS::AccountId}",
                      "aws:SourceArn": "${SchedulesGroup.Arn}"
                    }
                  }
                }]"""));
        }
    }

    /** What cognito-dr does to a pool, its queue and its alarms, the same in both Regions. */
    private static List<String> operatorOf(String region, String queue) {
        List<String> lines = new ArrayList<>();
        for (String action : List.of(
                "DescribeUserPool",
                "GetUserPoolMfaConfig",
                "ListUserPoolClients",
                "DescribeUserPoolClient",
                "ListGroups",
                "ListUsers",
                "AdminGetUser",
                "GetCSVHeader",
                "CreateUserImportJob",
                "StartUserImportJob",
                "DescribeUserImportJob",
                "ListUserImportJobs",
                "AdminCreateUser",
                "AdminSetUserPassword",
                "AdminUpdateUserAttributes",
                "AdminDisableUser",
                "AdminEnableUser",
                "AdminDeleteSoftwareToken",
                "AdminResetUserPassword")) {
            lines.add("cognito-idp:" + action + " on ${UsersPool.Arn}");
        }
        String jobs = "arn:aws:logs:" + region + ":${AWS::AccountId}:log-group:/aws/cognito/userpools/${UsersPool}/*";
        lines.addAll(List.of(
                "iam:PassRole on ${UserImportRole.Arn} if"
                        + " {\"StringEquals\":{\"iam:PassedToService\":\"cognito-idp.amazonaws.com\"}}",
                "logs:DescribeLogStreams on " + jobs,
                "logs:GetLogEvents on " + jobs,
                "cloudformation:DescribeStacks on arn:aws:cloudformation:" + region + ":${AWS::AccountId}:stack/"
                        + (region.equals("ap-northeast-1") ? "CognitoDrPrimary" : "CognitoDrStandby") + "/*",
                "ssm:GetParameter on arn:aws:ssm:" + region + ":${AWS::AccountId}:parameter/cognito-dr/active",
                "ssm:PutParameter on arn:aws:ssm:" + region + ":${AWS::AccountId}:parameter/cognito-dr/active",
                "sqs:GetQueueAttributes on ${" + queue + "Queue.Arn}",
                "sqs:SendMessage on ${" + queue + "Queue.Arn}",
                "sqs:GetQueueAttributes on ${" + queue + "DeadLetters.Arn}",
                "sqs:ReceiveMessage on ${" + queue + "DeadLetters.Arn}",
                "sqs:ChangeMessageVisibility on ${" + queue + "DeadLetters.Arn}",
                "sqs:DeleteMessage on ${" + queue + "DeadLetters.Arn}",
                "kms:Decrypt on ${DataKey.Arn}",
                "kms:GenerateDataKey on ${DataKey.Arn}"));
        return lines;
    }

    private static final List<String> FENCE = List.of(
            "cognito-idp:AssociateWebACL on ${UsersPool.Arn}",
            "cognito-idp:DisassociateWebACL on ${UsersPool.Arn}",
            "cognito-idp:GetWebACLForResource on ${UsersPool.Arn}",
            "wafv2:AssociateWebACL on ${FenceWebAcl.Arn}",
            "wafv2:AssociateWebACL on ${UsersPool.Arn}",
            "wafv2:GetWebACLForResource on ${FenceWebAcl.Arn}",
            "wafv2:GetWebACL on ${FenceWebAcl.Arn}",
            "wafv2:GetWebACLForResource on ${UsersPool.Arn}",
            // Names a pool and no web ACL; nothing without cognito-idp:DisassociateWebACL, which is on the one pool.
            "wafv2:DisassociateWebACL on *");

    @Test
    void operator() {
        List<String> standby = operatorOf("ap-northeast-3", "SnapshotsRequests");
        standby.addAll(FENCE);
        standby.addAll(List.of(
                "s3:ListBucket on ${BackupBucket.Arn}",
                "s3:GetObject on ${BackupBucket.Arn}/snapshots/*",
                "s3:GetObject on ${BackupBucket.Arn}/resets/*",
                "s3:GetObject on ${BackupBucket.Arn}/active.json",
                "s3:PutObject on ${BackupBucket.Arn}/active.json"));
        assertThat(STANDBY.permissions("OperatorRole")).containsExactlyInAnyOrderElementsOf(standby);
        assertThat(PRIMARY.permissionsByName("cognito-dr-operator"))
                .containsExactlyInAnyOrderElementsOf(operatorOf("ap-northeast-1", "ReplicationRetries"));
        assertThat(Synth.ownPrimary().primary().permissionsByName("cognito-dr-operator"))
                .contains(
                        "wafv2:AssociateWebACL on ${FenceWebAcl.Arn}",
                        "cognito-idp:ListUsers on arn:aws:cognito-idp:ap-northeast-1:${AWS::AccountId}:userpool/ap-northeast-1_AbCdEfGhI");
    }

    /** An inline policy is known by its role and its name: of two with one name, the last deployed would be left. */
    @Test
    void neitherStackOverwritesWhatTheOtherLetsTheOperatorDo() {
        for (Synth synth : Synth.all()) {
            List<String> names = new ArrayList<>();
            for (StackTemplate template : synth.templates()) {
                names.add(template.properties("AWS::IAM::Policy", "OperatorPermissions")
                        .get("PolicyName")
                        .asText());
            }
            assertThat(names).containsExactly("cognito-dr-operator-standby", "cognito-dr-operator-primary");
        }
    }

    @Test
    void theOperatorPutsBackAWebAclOfTheOwners() {
        String own = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef";
        assertThat(Synth.customised().primary().permissionsByName("cognito-dr-operator"))
                .contains("wafv2:AssociateWebACL on " + own, "wafv2:GetWebACL on " + own);
        assertThat(Synth.customised().primary().outputs()).containsEntry("ActiveWebAclArn", own);
        assertThat(Synth.customised().standby().outputs()).containsKey("ActiveWebAclArn");
        assertThat(Synth.shipped().standby().outputs()).doesNotContainKey("ActiveWebAclArn");
    }

    @Test
    void theOperatorsRoleIsAssumedByWhomTheSettingsNameOrTheAccountLets() {
        JsonNode role = STANDBY.properties("AWS::IAM::Role", "OperatorRole");
        assertThat(role.get("RoleName").asText()).isEqualTo("cognito-dr-operator");
        assertThat(role.get("MaxSessionDuration").asInt()).isEqualTo(43_200);
        assertThat(trust(STANDBY, "OperatorRole")).isEqualTo(Json.parse("""
                [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::${AWS::AccountId}:root"}}]"""));
        assertThat(trust(Synth.customised().standby(), "OperatorRole")).isEqualTo(Json.parse("""
                [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::123456789012:role/on-call"}}]"""));
    }

    @Test
    void smsSender() {
        for (StackTemplate template : Synth.byPhone().templates()) {
            assertThat(template.permissions("UsersSmsRole")).containsExactly("sns:Publish on *");
            assertThat(trust(template, "UsersSmsRole")
                            .at("/0/Condition/StringEquals/aws:SourceAccount")
                            .asText())
                    .isEqualTo("${AWS::AccountId}");
            assertThat(trust(template, "UsersSmsRole")
                            .at("/0/Condition/StringEquals/sts:ExternalId")
                            .asText())
                    .isEqualTo(template.properties("AWS::Cognito::UserPool")
                            .at("/SmsConfiguration/ExternalId")
                            .asText());
        }
    }

    /** The users of the keys of bucket and queues: these roles by their policies, and the account's administrators. */
    @Test
    void theKeyOfBucketAndQueuesIsLeftToTheAccountsPolicies() {
        for (Synth synth : Synth.all()) {
            for (StackTemplate template : synth.templates()) {
                JsonNode key = template.properties("AWS::KMS::Key", "DataKey");
                assertThat(key.get("EnableKeyRotation").asBoolean()).isTrue();
                assertThat(StackTemplate.statements(key.get("KeyPolicy"))).containsExactly("kms:* on *");
                assertThat(key.at("/KeyPolicy/Statement/0/Principal/AWS").asText())
                        .endsWith(":root");
            }
        }
        assertThat(users(STANDBY, "kms:Decrypt on ${DataKey.Arn}"))
                .containsExactlyInAnyOrder(
                        "${SnapshotsSnapshotOnConfirmationRole}",
                        "${SnapshotsTakeSnapshotRole}",
                        "${DailySnapshotAskerRole}",
                        "${OperatorRole}");
        assertThat(users(PRIMARY, "kms:Decrypt on ${DataKey.Arn}"))
                .containsExactlyInAnyOrder(
                        "${ReplicationReplicateOnConfirmationRole}",
                        "${ReplicationReplicateFromQueueRole}",
                        "cognito-dr-operator");
    }

    private static List<String> users(StackTemplate template, String permission) {
        List<String> roles = new ArrayList<>();
        template.resources("AWS::IAM::Policy").values().forEach(policy -> {
            JsonNode properties = template.readable(policy.get("Properties"));
            if (StackTemplate.statements(properties.get("PolicyDocument")).contains(permission)) {
                roles.addAll(StackTemplate.texts(properties.get("Roles")));
            }
        });
        return roles;
    }

    /** CloudWatch has no business with the users' data, so the alarms have a key of their own. */
    @Test
    void onlyTheProjectsAlarmsReachTheTopic() {
        for (StackTemplate template : List.of(STANDBY, PRIMARY)) {
            String region = template == STANDBY ? "ap-northeast-3" : "ap-northeast-1";
            String condition = " if {\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:cloudwatch:" + region
                    + ":${AWS::AccountId}:alarm:cognito-dr-*\"},"
                    + "\"StringEquals\":{\"aws:SourceAccount\":\"${AWS::AccountId}\"}}";
            JsonNode key = template.properties("AWS::KMS::Key", "AlarmTopicKey");
            // With SNS's own key CloudWatch would be refused, and every alarm lost in silence.
            assertThat(template.properties("AWS::SNS::Topic")
                            .get("KmsMasterKeyId")
                            .asText())
                    .isEqualTo("${AlarmTopicKey.Arn}");
            assertThat(key.get("EnableKeyRotation").asBoolean()).isTrue();
            assertThat(StackTemplate.statements(key.get("KeyPolicy")))
                    .containsExactlyInAnyOrder(
                            "kms:* on *", "kms:Decrypt on *" + condition, "kms:GenerateDataKey* on *" + condition);
            assertThat(StackTemplate.statements(
                            template.properties("AWS::SNS::TopicPolicy").get("PolicyDocument")))
                    .containsExactlyInAnyOrder(
                            "Deny sns:Publish on ${AlarmTopic} if {\"Bool\":{\"aws:SecureTransport\":\"false\"}}",
                            "sns:Publish on ${AlarmTopic}" + condition);
        }
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
        List<String> primary = List.of(
                "ReplicationReplicateOnConfirmationRole",
                "ReplicationReplicateFromQueueRole",
                "DailyCallsCallerRole",
                "UserImportRole");
        List<String> standby = List.of(
                "SnapshotsSnapshotOnConfirmationRole",
                "SnapshotsTakeSnapshotRole",
                "DailySnapshotAskerRole",
                "DailyCallsCallerRole",
                "OperatorRole",
                "UserImportRole");
        for (Synth synth : Synth.all()) {
            List<String> sms = synth == Synth.byPhone() ? List.of("UsersSmsRole") : List.of();
            assertThat(synth.primary().resources("AWS::IAM::Role").keySet())
                    .containsExactlyInAnyOrderElementsOf(with(primary, sms));
            assertThat(synth.standby().resources("AWS::IAM::Role").keySet())
                    .containsExactlyInAnyOrderElementsOf(with(standby, sms));
            // One policy a role; the operator's role has one in either stack.
            assertThat(synth.primary().resources("AWS::IAM::Policy")).hasSize(primary.size() + sms.size() + 1);
            assertThat(synth.standby().resources("AWS::IAM::Policy")).hasSize(standby.size() + sms.size());
            for (StackTemplate template : synth.templates()) {
                template.resources("AWS::IAM::Role").values().forEach(role -> {
                    assertThat(role.get("Properties").has("ManagedPolicyArns")).isFalse();
                    assertThat(role.get("Properties").has("Policies")).isFalse();
                });
                assertThat(template.json().toString()).doesNotContain("AWS::IAM::ManagedPolicy");
            }
        }
    }

    private static List<String> with(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Test
    void noPolicyGrantsAllActionsAndAllResourcesOnlyWhereAwsKnowsNoOther() {
        for (Synth synth : Synth.all()) {
            for (StackTemplate template : synth.templates()) {
                for (JsonNode policy : template.resources("AWS::IAM::Policy").values()) {
                    JsonNode document = template.readable(policy.at("/Properties/PolicyDocument"));
                    for (JsonNode statement : document.get("Statement")) {
                        assertThat(statement.has("NotAction") || statement.has("NotResource"))
                                .isFalse();
                        List<String> actions = StackTemplate.texts(statement.get("Action"));
                        assertThat(actions).noneMatch(action -> action.contains("*"));
                        assertThat(StackTemplate.texts(statement.get("Resource")))
                                .filteredOn(resource -> resource.contains("*"))
                                .allMatch(resource -> isAllowed(resource, actions));
                    }
                }
            }
        }
    }

    private static boolean isAllowed(String resource, List<String> actions) {
        return resource.equals("*")
                ? ALL_RESOURCES.containsAll(actions)
                : WILDCARDS.stream().anyMatch(allowed -> resource.matches(allowed));
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
        assertThat(StackTemplate.statements(STANDBY.properties("AWS::S3::BucketPolicy", "BackupBucketPolicy")
                        .get("PolicyDocument")))
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
