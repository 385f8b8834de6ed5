package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** The rules of cdk-nag's AwsSolutions pack, and why the few that do not fit are suppressed. */
@SuppressWarnings("deprecation") // Annotations answers with a deprecated type, and with no other.
class CdkNagTest {

    static List<Synth> synths() {
        return Synth.all();
    }

    @ParameterizedTest
    @MethodSource("synths")
    void noRuleIsBrokenWithoutAReason(Synth synth) {
        CognitoDrApp app = synth.app();
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
    static void suppressions(CognitoDrApp app, Settings settings) {
        String own = settings.primaryUserPoolId();
        suppressions(app.standby(), "<UsersPoolBFC35D3B>", settings, true);
        suppressions(
                app.primary(),
                own == null ? "<UsersPoolBFC35D3B>" : own,
                settings,
                settings.operations().fencePrimary());
        suppress(
                app.standby(),
                "Snapshots/SnapshotOnConfirmation/Permissions/Resource",
                "AwsSolutions-IAM5",
                "One key a user who has reset the password.",
                "Resource::<BackupBucketBC94E555.Arn>/resets/*");
        for (String path : List.of("Snapshots/TakeSnapshot/Permissions/Resource", "OperatorPermissions/Resource")) {
            suppress(
                    app.standby(),
                    path,
                    "AwsSolutions-IAM5",
                    "The keys of a snapshot hold its time and the number of each file.",
                    "Resource::<BackupBucketBC94E555.Arn>/snapshots/*");
        }
        suppress(
                app.standby(),
                "OperatorPermissions/Resource",
                "AwsSolutions-IAM5",
                "One key a user who has reset the password.",
                "Resource::<BackupBucketBC94E555.Arn>/resets/*");
    }

    private static void suppressions(Stack stack, String pool, Settings settings, boolean fenced) {
        String groups = "Resource::arn:aws:logs:" + stack.getRegion() + ":"
                + (Token.isUnresolved(stack.getAccount()) ? "<AWS::AccountId>" : stack.getAccount())
                + ":log-group:/aws/cognito/";
        suppress(
                stack,
                "UserImport/Permissions/Resource",
                "AwsSolutions-IAM5",
                "Cognito makes the log group in the first import job; this is the developer guide's resource.",
                groups + "*");
        suppress(
                stack,
                "OperatorPermissions/Resource",
                "AwsSolutions-IAM5",
                "The group's name ends in the pool's name, and its streams are the import jobs.",
                groups + "userpools/" + pool + "/*");
        suppress(
                stack,
                "OperatorPermissions/Resource",
                "AwsSolutions-IAM5",
                "A stack's ARN ends in an id that is made up when it is made.",
                "Resource::arn:aws:cloudformation:" + stack.getRegion() + ":"
                        + (Token.isUnresolved(stack.getAccount()) ? "<AWS::AccountId>" : stack.getAccount()) + ":stack/"
                        + stack.getStackName() + "/*");
        if (fenced) {
            suppress(
                    stack,
                    "OperatorPermissions/Resource",
                    "AwsSolutions-IAM5",
                    "DisassociateWebACL names no web ACL, and the developer guide's policy has no other resource; it does"
                            + " nothing without cognito-idp:DisassociateWebACL, which names the one pool.",
                    "Resource::*");
        }
        if (stack.getNode().tryFindChild("Users") == null) {
            return; // a pool of the owner's
        }
        suppress(
                stack,
                "Users/Pool/Resource",
                "AwsSolutions-COG3",
                "Threat protection needs the Plus plan, charged for each active user of either pool: "
                        + "the operator's choice (featurePlan). Every sign-in needs a TOTP code without it.");
        if (settings.pools().signIn() == SignIn.PHONE_NUMBER) {
            suppress(
                    stack,
                    "Users/Sms/Permissions/Resource",
                    "AwsSolutions-IAM5",
                    "A phone number is no resource that a policy could name.",
                    "Resource::*");
        }
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
