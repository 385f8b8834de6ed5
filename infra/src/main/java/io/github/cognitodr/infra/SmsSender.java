package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** How a pool that signs in with phone numbers sends its codes: through SNS of its own Region. */
final class SmsSender extends Construct {

    private final String externalId;
    private final Role role;
    private final Policy permissions;

    SmsSender(Construct scope, String id, Side side) {
        super(scope, id);
        Stack stack = Stack.of(this);
        externalId = side.poolName();
        // Bound to the account and not to the pool, which names this role and so cannot be named by it.
        role = Role.Builder.create(this, "Role")
                .description("Lets Cognito send SMS for " + side.poolName())
                .assumedBy(new ServicePrincipal("cognito-idp.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                OrderedMap.of("sts:ExternalId", externalId, "aws:SourceAccount", stack.getAccount()))))
                .build();
        // A phone number is no resource that a policy could name. (Developer guide, SMS message settings)
        permissions = Policy.Builder.create(this, "Permissions")
                .roles(List.of(role))
                .statements(List.of(JavaFunction.statement("*", "sns:Publish")))
                .build();
        Annotations.of(this)
                .addWarningV2(
                        "cognito-dr:signInWith",
                        "signInWith is phone_number: codes go by SMS through Amazon SNS in " + stack.getRegion()
                                + ", which sends to verified numbers only, and for 1 USD a month, until its sandbox is left "
                                + "and its spending limit raised there.");
    }

    void sendFor(UserPool.Builder pool) {
        pool.smsRole(role)
                .smsRoleExternalId(externalId)
                .snsRegion(Stack.of(this).getRegion());
    }

    /** Cognito checks that it may send when the pool is made. */
    void isNeededBy(UserPool pool) {
        pool.getNode().addDependency(permissions);
    }
}
