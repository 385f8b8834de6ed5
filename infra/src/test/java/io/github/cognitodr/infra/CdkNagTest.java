package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** The rules of cdk-nag's AwsSolutions pack, and why the few that do not fit are suppressed. */
@SuppressWarnings("deprecation") // Annotations answers with a deprecated type, and with no other.
class CdkNagTest {

    @Test
    void noRuleIsBrokenWithoutAReason() {
        CognitoDrApp app = Synth.shipped().app();
        List<String> findings = new ArrayList<>();
        for (Stack stack : List.of(app.standby(), app.primary())) {
            Annotations annotations = Annotations.fromStack(stack);
            annotations
                    .findError("*", Match.stringLikeRegexp("AwsSolutions-.*"))
                    .forEach(found ->
                            findings.add(found.getId() + " " + found.getEntry().getData()));
            annotations
                    .findWarning("*", Match.stringLikeRegexp("(AwsSolutions-|CdkNagValidationFailure).*"))
                    .forEach(found ->
                            findings.add(found.getId() + " " + found.getEntry().getData()));
        }
        assertThat(findings).isEmpty();
    }

    /** Each with its reason, and for the one finding it is about: another wildcard in the same policy is reported. */
    static void suppressions(CognitoDrApp app) {
        for (Stack stack : List.of(app.standby(), app.primary())) {
            suppress(
                    stack,
                    "Users/Pool/Resource",
                    "AwsSolutions-COG3",
                    "Threat protection needs the Plus plan, charged for each active user of either pool: "
                            + "the operator's choice (featurePlan). Every sign-in needs a TOTP code without it.");
            suppress(
                    stack,
                    "UserImport/Permissions/Resource",
                    "AwsSolutions-IAM5",
                    "Cognito makes the log group in the first import job; this is the developer guide's resource.",
                    "Resource::arn:aws:logs:" + stack.getRegion() + ":<AWS::AccountId>:log-group:/aws/cognito/*");
        }
        suppress(
                app.standby(),
                "Backup/Bucket/Resource",
                "AwsSolutions-S1",
                "CloudTrail data events tell who read a snapshot, with the caller's identity and within minutes; "
                        + "access logs are best effort, come hours later and need a second bucket.");
        suppress(
                app.standby(),
                "Snapshots/SnapshotOnConfirmation/Permissions/Resource",
                "AwsSolutions-IAM5",
                "One key a user who has reset the password.",
                "Resource::<BackupBucketBC94E555.Arn>/resets/*");
        suppress(
                app.standby(),
                "Snapshots/TakeSnapshot/Permissions/Resource",
                "AwsSolutions-IAM5",
                "The keys of a snapshot hold its time and the number of each file.",
                "Resource::<BackupBucketBC94E555.Arn>/snapshots/*");
    }

    private static void suppress(Stack stack, String path, String rule, String reason, String... findings) {
        NagPackSuppression.Builder suppression =
                NagPackSuppression.builder().id(rule).reason(reason);
        if (findings.length > 0) {
            suppression.appliesTo(List.of(findings));
        }
        NagSuppressions.addResourceSuppressionsByPath(
                stack, "/" + stack.getStackName() + "/" + path, List.of(suppression.build()));
    }
}
