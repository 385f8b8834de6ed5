package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;

class StacksTest {

    private static final List<Synth> ALL = Synth.all();

    @Test
    void eachStackStandsInItsRegion() {
        assertThat(regions(Synth.shipped())).containsExactly("ap-northeast-3", "ap-northeast-1");
        assertThat(regions(Synth.customised())).containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void stacksAreDeployedStandbyFirstAndNotDeletedByMistake() {
        for (Synth synth : ALL) {
            CognitoDrApp app = synth.app();
            assertThat(app.primary().getDependencies()).containsExactly(app.standby());
            assertThat(app.standby().getDependencies()).isEmpty();
            assertThat(app.standby().getTerminationProtection()).isTrue();
            assertThat(app.primary().getTerminationProtection()).isTrue();
        }
    }

    /** Strong references across Regions would add a function and a role of the CDK's own to either stack. */
    @Test
    void theOnlyLinkBetweenTheStacksIsTheStandbyPoolsIdAndArn() {
        for (Synth synth : ALL) {
            assertThat(synth.primary().json().findParents("Fn::GetStackOutput")).isNotEmpty();
            Set<String> read = new HashSet<>();
            for (JsonNode reference : synth.primary().json().findValues("Fn::GetStackOutput")) {
                assertThat(reference.get("StackName").asText()).isEqualTo("CognitoDrStandby");
                assertThat(reference.get("Region").asText())
                        .isEqualTo(synth.app().standby().getRegion());
                assertThat(reference.has("RoleArn")).isFalse();
                read.add(synth.standby()
                        .outputs()
                        .get(reference.get("OutputName").asText()));
            }
            assertThat(read).containsExactlyInAnyOrder("${UsersPool}", "${UsersPool.Arn}");
            for (StackTemplate template : List.of(synth.standby(), synth.primary())) {
                assertThat(template.json().toString())
                        .doesNotContain("Fn::ImportValue")
                        .doesNotContain("Custom::");
            }
        }
    }

    /** Making the templates has failed already if there is a cycle; a dangling reference is what nobody looks for. */
    @Test
    void everyReferenceNamesSomethingInItsTemplate() {
        for (Synth synth : ALL) {
            for (StackTemplate template : List.of(synth.standby(), synth.primary())) {
                Set<String> resources = names(template.json().get("Resources"));
                Set<String> referable = names(template.json().get("Parameters"));
                referable.addAll(resources);
                referable.addAll(Set.of("AWS::AccountId", "AWS::Region"));
                template.references((function, id) -> assertThat(function.equals("Ref") ? referable : resources)
                        .as(function)
                        .contains(id));
                for (JsonNode dependencies : template.json().findValues("DependsOn")) {
                    assertThat(StackTemplate.texts(dependencies)).allMatch(resources::contains);
                }
            }
        }
    }

    @Test
    void nothingThatHoldsUsersIsDeletedWithItsStack() {
        for (StackTemplate template :
                List.of(Synth.shipped().standby(), Synth.shipped().primary())) {
            template.json().get("Resources").properties().forEach(entry -> {
                JsonNode resource = entry.getValue();
                if (Set.of("AWS::Cognito::UserPool", "AWS::S3::Bucket", "AWS::Logs::LogGroup", "AWS::KMS::Key")
                        .contains(resource.get("Type").asText())) {
                    assertThat(resource.get("DeletionPolicy").asText())
                            .as(entry.getKey())
                            .isEqualTo("Retain");
                    assertThat(resource.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
                }
            });
        }
    }

    @Test
    void outputsHaveTheNamesThatTheOperatorsCommandLineReads() {
        assertThat(Synth.shipped().standby().outputs())
                .containsEntry("UserPoolId", "${UsersPool}")
                .containsEntry("UserPoolClientIdWeb", "${UsersLoginWebClient}")
                .containsEntry("LoginDomain", "${UsersLoginDomain}.auth.ap-northeast-3.amazoncognito.com")
                .containsEntry("UserImportRoleArn", "${UserImportRole.Arn}")
                .containsEntry("BackupBucketName", "${BackupBucket}")
                .containsEntry("SnapshotQueueUrl", "${SnapshotsRequestsQueue}")
                .containsEntry("SnapshotDeadLetterQueueUrl", "${SnapshotsRequestsDeadLetters}")
                .containsEntry("SnapshotOnConfirmationFunctionName", "${SnapshotsSnapshotOnConfirmationFunction}")
                .containsEntry("TakeSnapshotFunctionName", "${SnapshotsTakeSnapshotFunction}")
                .containsEntry("FenceWebAclArn", "${FenceWebAcl.Arn}")
                .containsEntry("OperatorRoleArn", "${OperatorRole.Arn}")
                .containsEntry("AlarmTopicArn", "${AlarmTopic}");
        assertThat(Synth.shipped().primary().outputs())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "UserPoolId", "${UsersPool}",
                        "UserPoolClientIdWeb", "${UsersLoginWebClient}",
                        "LoginDomain", "${UsersLoginDomain}.auth.ap-northeast-1.amazoncognito.com",
                        "UserImportRoleArn", "${UserImportRole.Arn}",
                        "RetryQueueUrl", "${ReplicationRetriesQueue}",
                        "RetryDeadLetterQueueUrl", "${ReplicationRetriesDeadLetters}",
                        "ReplicateOnConfirmationFunctionName", "${ReplicationReplicateOnConfirmationFunction}",
                        "ReplicateFromQueueFunctionName", "${ReplicationReplicateFromQueueFunction}",
                        "AlarmTopicArn", "${AlarmTopic}"));
        assertThat(Synth.customised().primary().outputs())
                .containsEntry("UserPoolClientIdWeb", "${UsersLoginWebClient}")
                .containsEntry("UserPoolClientIdPhone", "${UsersLoginPhoneClient}")
                .containsEntry("FenceWebAclArn", "${FenceWebAcl.Arn}");
        assertThat(Synth.customised().standby().outputs()).containsKeys("UserPoolClientIdWeb", "UserPoolClientIdPhone");
    }

    @Test
    void whatWouldHurtInADisasterIsWarnedAboutInBothStacks() {
        for (Stack stack : stacks(Synth.shipped())) {
            assertThat(warnings(stack, Match.stringLikeRegexp("sesFromAddress.*50.*")))
                    .isEqualTo(1);
            assertThat(warnings(stack, Match.stringLikeRegexp("alarmEmails.*nobody.*")))
                    .isEqualTo(1);
            assertThat(warnings(stack, Match.anyValue())).isEqualTo(2);
        }
        for (Stack stack : stacks(Synth.byPhone())) {
            assertThat(warnings(stack, Match.stringLikeRegexp("signInWith.*SMS.*" + stack.getRegion() + ".*1 USD.*")))
                    .isEqualTo(1);
            assertThat(warnings(stack, Match.stringLikeRegexp("sesFromAddress.*")))
                    .isZero();
        }
        assertThat(warnings(Synth.ownPrimary().app().primary(), Match.stringLikeRegexp("sesFromAddress.*")))
                .isZero();
        for (Stack stack : stacks(Synth.customised())) {
            assertThat(warnings(stack, Match.anyValue())).isZero();
        }
    }

    private static int warnings(Stack stack, Matcher message) {
        return Annotations.fromStack(stack).findWarning("*", message).size();
    }

    /** A schedule without its permissions fails once; a pool that may not send SMS is not made. */
    @Test
    void whatNeedsPermissionsWaitsForThem() {
        for (Synth synth : ALL) {
            for (StackTemplate template : synth.templates()) {
                template.resources("AWS::Scheduler::Schedule")
                        .forEach((id, schedule) -> assertThat(waitsFor(schedule))
                                .containsExactly(
                                        id.startsWith("DailyCalls")
                                                ? "DailyCallsCallerPermissions"
                                                : "DailySnapshotAskerPermissions"));
            }
        }
        for (StackTemplate template : Synth.byPhone().templates()) {
            assertThat(waitsFor(template.resource("AWS::Cognito::UserPool", "UsersPool")))
                    .containsExactly("UsersSmsPermissions");
        }
    }

    private static List<String> waitsFor(JsonNode resource) {
        return StackTemplate.texts(resource.get("DependsOn")).stream()
                .map(StackTemplate::unhashed)
                .toList();
    }

    /** For 500 there is no template, and for 51,200 bytes none without a bucket, which the CDK's bootstrap has. */
    @Test
    void theTemplatesAreFarFromTheLimits() {
        for (Synth synth : ALL) {
            for (StackTemplate template : synth.templates()) {
                assertThat(template.json().get("Resources").size()).isLessThan(200);
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Stack> stacks(Synth synth) {
        return List.of(synth.app().standby(), synth.app().primary());
    }

    private static List<String> regions(Synth synth) {
        return stacks(synth).stream().map(Stack::getRegion).toList();
    }
}
