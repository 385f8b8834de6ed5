package io.github.cognitodr.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;

/** What {@code cognito-dr} does in one Region, statement by statement. The same in both: a failback is a failover home. */
final class OperatorPermissions {

    private final Stack stack;
    private final Side side;
    private final List<PolicyStatement> statements = new ArrayList<>();

    OperatorPermissions(Stack stack, Side side) {
        this.stack = stack;
        this.side = side;
        // Where it finds everything else. A stack is asked for by its name, and what stands behind the name in its ARN
        // is
        // made up when it is.
        statements.add(JavaFunction.statement(
                stack.formatArn(ArnComponents.builder()
                        .service("cloudformation")
                        .resource("stack")
                        .resourceName(stack.getStackName() + "/*")
                        .build()),
                "cloudformation:DescribeStacks"));
        // Which side is active, for applications.
        statements.add(JavaFunction.statement(
                stack.formatArn(ArnComponents.builder()
                        .service("ssm")
                        .resource("parameter")
                        .resourceName("cognito-dr/active")
                        .build()),
                "ssm:GetParameter",
                "ssm:PutParameter"));
    }

    OperatorPermissions pool(PoolReference pool, UserImportRole importRole) {
        // doctor, compare
        statements.add(JavaFunction.statement(
                pool.arn(),
                "cognito-idp:DescribeUserPool",
                "cognito-idp:GetUserPoolMfaConfig",
                "cognito-idp:ListUserPoolClients",
                "cognito-idp:DescribeUserPoolClient",
                "cognito-idp:ListGroups",
                "cognito-idp:ListUsers",
                "cognito-idp:AdminGetUser",
                // check, restore
                "cognito-idp:GetCSVHeader",
                "cognito-idp:CreateUserImportJob",
                "cognito-idp:StartUserImportJob",
                "cognito-idp:DescribeUserImportJob",
                "cognito-idp:ListUserImportJobs",
                // restore of whom no CSV can carry, sync
                "cognito-idp:AdminCreateUser",
                "cognito-idp:AdminSetUserPassword",
                "cognito-idp:AdminUpdateUserAttributes",
                "cognito-idp:AdminDisableUser",
                "cognito-idp:AdminEnableUser",
                // reset-mfa, failback --force-reset
                "cognito-idp:AdminDeleteSoftwareToken",
                "cognito-idp:AdminResetUserPassword"));
        statements.add(PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(importRole.role().getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", "cognito-idp.amazonaws.com")))
                .build());
        // Who failed in an import, and why; the group ends in the pool's name, the streams are the jobs.
        statements.add(JavaFunction.statement(
                stack.formatArn(ArnComponents.builder()
                        .service("logs")
                        .resource("log-group")
                        .resourceName("/aws/cognito/userpools/" + pool.id() + "/*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build()),
                "logs:DescribeLogStreams",
                "logs:GetLogEvents"));
        return this;
    }

    /**
     * failover, failback: the fence is put before the pool or taken away, for the owner's own web ACL where there is one.
     *
     * @param fence null where the pool has none
     * @param whileActive ARN of the web ACL that stands before the pool while people use it, or null
     */
    OperatorPermissions fence(PoolReference pool, @Nullable Fence fence, @Nullable String whileActive) {
        if (fence == null) {
            return this;
        }
        // Cognito's own half of each call. (Developer guide, Associating a web ACL)
        statements.add(JavaFunction.statement(
                pool.arn(),
                "cognito-idp:AssociateWebACL",
                "cognito-idp:DisassociateWebACL",
                "cognito-idp:GetWebACLForResource"));
        List<String> webAcls = whileActive == null ? List.of(fence.arn()) : List.of(fence.arn(), whileActive);
        statements.add(PolicyStatement.Builder.create()
                .actions(List.of("wafv2:AssociateWebACL", "wafv2:GetWebACLForResource"))
                .resources(
                        Stream.concat(webAcls.stream(), Stream.of(pool.arn())).toList())
                .build());
        // GetWebACLForResource looks whether its caller may read what it has found. (API reference)
        statements.add(PolicyStatement.Builder.create()
                .actions(List.of("wafv2:GetWebACL"))
                .resources(webAcls)
                .build());
        // The call names a pool and no web ACL; the guide's policy has no other resource. It opens nothing without
        // the half above, which names the one pool.
        statements.add(JavaFunction.statement("*", "wafv2:DisassociateWebACL"));
        return this;
    }

    /** doctor, redrive; a snapshot asked for by hand. */
    OperatorPermissions queue(WorkQueue work) {
        statements.add(JavaFunction.statement(work.queue().getQueueArn(), "sqs:GetQueueAttributes", "sqs:SendMessage"));
        statements.add(JavaFunction.statement(
                work.deadLetters().getQueueArn(),
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "sqs:ChangeMessageVisibility",
                "sqs:DeleteMessage"));
        return this;
    }

    /** snapshots, restore; who has reset a password; the document that says which side is active. */
    OperatorPermissions bucket(Bucket bucket) {
        statements.add(JavaFunction.statement(bucket.getBucketArn(), "s3:ListBucket"));
        statements.add(PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject"))
                .resources(List.of(bucket.arnForObjects("snapshots/*"), bucket.arnForObjects("resets/*")))
                .build());
        statements.add(JavaFunction.statement(bucket.arnForObjects("active.json"), "s3:GetObject", "s3:PutObject"));
        return this;
    }

    OperatorPermissions key(DataKey key) {
        statements.add(key.using());
        return this;
    }

    void grantTo(IRole operator) {
        Policy.Builder.create(stack, "OperatorPermissions")
                // Both stacks have one for the same role: two of one name would be one, the last.
                .policyName("cognito-dr-operator-" + side.label())
                .roles(List.of(operator))
                .statements(statements)
                .build();
    }
}
