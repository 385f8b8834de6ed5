package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * Where the alarms of a Region go. Encrypted with a key of its own, since CloudWatch has to use it and has no business with
 * the users' data; an AWS managed key would not let CloudWatch in.
 */
final class AlarmTopic extends Construct {

    private final Topic topic;

    AlarmTopic(Construct scope, String id, Side side, OperationsSettings settings) {
        super(scope, id);
        Key key = Key.Builder.create(this, "Key")
                .alias("cognito-dr/" + side.label() + "-alarms")
                .description("Alarms of cognito-dr, " + side.label())
                .enableKeyRotation(true)
                .build();
        key.addToResourcePolicy(fromAlarms("*", "kms:Decrypt", "kms:GenerateDataKey*"));
        topic = Topic.Builder.create(this, "Topic")
                .displayName("cognito-dr " + side.label())
                .masterKey(key)
                .enforceSsl(true)
                .build();
        // A topic with a policy has lost the default one, which let the account's alarms in.
        topic.addToResourcePolicy(fromAlarms(topic.getTopicArn(), "sns:Publish"));
        List<String> emails = settings.alarmEmails();
        if (emails == null) {
            Annotations.of(this)
                    .addWarningV2(
                            "cognito-dr:alarmEmails",
                            "alarmEmails is not set: nobody is told of an alarm until somebody subscribes to the topic. Set it to"
                                    + " [] if you do so elsewhere.");
        } else {
            emails.forEach(email -> topic.addSubscription(new EmailSubscription(email)));
        }
    }

    Topic topic() {
        return topic;
    }

    /** (CloudWatch user guide, Setting up Amazon SNS notifications) */
    private PolicyStatement fromAlarms(String resource, String... actions) {
        Stack stack = Stack.of(this);
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of(actions))
                .resources(List.of(resource))
                .conditions(OrderedMap.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike",
                        Map.of(
                                "aws:SourceArn",
                                stack.formatArn(ArnComponents.builder()
                                        .service("cloudwatch")
                                        .resource("alarm")
                                        .resourceName("cognito-dr-*")
                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                        .build()))))
                .build();
    }
}
