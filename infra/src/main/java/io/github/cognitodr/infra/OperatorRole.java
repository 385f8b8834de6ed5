package io.github.cognitodr.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role of whoever runs {@code cognito-dr}. It is made in the standby Region, whose stack can still be read when the
 * primary Region is down; the primary's stack adds what it may do there ({@link OperatorPermissions}).
 */
final class OperatorRole extends Construct {

    /** Known without asking any stack, on the day when one of them cannot be asked. */
    static final String NAME = "cognito-dr-operator";

    /** The longest that IAM allows: bringing millions of users home takes hours. */
    private static final Duration LONGEST_SESSION = Duration.hours(12);

    private final Role role;

    OperatorRole(Construct scope, String id, OperationsSettings settings) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .roleName(NAME)
                .description("For cognito-dr: check, compare, sync, restore, failover, failback")
                .assumedBy(principal(settings.operatorPrincipals()))
                .maxSessionDuration(LONGEST_SESSION)
                .build();
    }

    Role role() {
        return role;
    }

    /** The same role, to be given policies by the stack of another Region. */
    static IRole existing(Construct scope) {
        return Role.fromRoleName(scope, "Operator", NAME);
    }

    /** Unless somebody is named: whoever the account's own policies let assume it. */
    private IPrincipal principal(List<String> arns) {
        if (arns.isEmpty()) {
            return new AccountPrincipal(Stack.of(this).getAccount());
        }
        return new CompositePrincipal(arns.stream().map(ArnPrincipal::new).toArray(IPrincipal[]::new));
    }
}
