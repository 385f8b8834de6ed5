package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With {@code primaryUserPoolId} set: somebody else's pool, which is left as it is. */
class OwnPrimaryTest {

    private static final String POOL_ARN =
            "arn:aws:cognito-idp:ap-northeast-1:${AWS::AccountId}:userpool/ap-northeast-1_AbCdEfGhI";

    private final StackTemplate primary = Synth.ownPrimary().primary();

    @Test
    void nothingOfCognitoIsMadeInThePrimaryRegion() {
        assertThat(primary.json().get("Resources").findValuesAsText("Type"))
                .noneMatch(type -> type.startsWith("AWS::Cognito::"))
                .noneMatch("AWS::WAFv2::WebACLAssociation"::equals);
        assertThat(Synth.ownPrimary().standby().resources("AWS::Cognito::UserPool"))
                .hasSize(1);
    }

    @Test
    void everythingElseIs() {
        StackTemplate shipped = Synth.shipped().primary();
        for (String type : new String[] {
            "AWS::Lambda::Function",
            "AWS::Lambda::EventSourceMapping",
            "AWS::SQS::Queue",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Scheduler::Schedule",
            "AWS::IAM::Role",
            "AWS::KMS::Key"
        }) {
            assertThat(primary.resources(type).keySet())
                    .as(type)
                    .isEqualTo(shipped.resources(type).keySet())
                    .isNotEmpty();
        }
    }

    @Test
    void onlyThatPoolMayCallTheTriggerThroughItsAlias() {
        assertThat(primary.properties("AWS::Lambda::Permission")).isEqualTo(Json.parse("""
                {
                  "Action": "lambda:InvokeFunction",
                  "FunctionName": "${ReplicationReplicateOnConfirmationLive}",
                  "Principal": "cognito-idp.amazonaws.com",
                  "SourceAccount": "${AWS::AccountId}",
                  "SourceArn": "%s"
                }""".formatted(POOL_ARN)));
    }

    @Test
    void theWorkerReadsThatPoolAndTheImportRoleServesIt() {
        assertThat(primary.permissions("ReplicationReplicateFromQueueRole"))
                .contains("cognito-idp:AdminGetUser on " + POOL_ARN);
        assertThat(primary.properties("AWS::IAM::Role", "UserImportRole")
                        .at("/AssumeRolePolicyDocument/Statement/0/Condition/ArnEqualsIfExists/aws:SourceArn")
                        .asText())
                .isEqualTo(POOL_ARN);
    }

    @Test
    void theOutputsSayWhatTheOwnerHasToAttach() {
        assertThat(primary.outputs())
                .containsEntry("ReplicateOnConfirmationAliasArn", "${ReplicationReplicateOnConfirmationLive}")
                .containsEntry("UserPoolId", "ap-northeast-1_AbCdEfGhI")
                .doesNotContainKeys("LoginDomain", "UserPoolClientIdWeb");
    }
}
