package io.github.cognitodr.infra;

import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * A web ACL that lets nobody through. Before a pool it makes the pool passive: managed login and every public operation are
 * refused, while calls signed with IAM credentials pass (cognito-facts, Around Cognito).
 *
 * <p><b>The association is the switch</b>, and not the web ACL's default action: whoever deploys anything that touches the web
 * ACL, a tag of the stack for one, would put its default action back to what the template says, in the middle of a disaster.
 * An association has two properties, which never change, and no tags: CloudFormation makes it once and does not touch it
 * again, whichever side is active (docs/decisions/fence.md).
 */
final class Fence extends Construct {

    private final CfnWebACL webAcl;

    Fence(Construct scope, String id, Side side) {
        super(scope, id);
        String name = "cognito-dr-" + side.label() + "-fence";
        webAcl = CfnWebACL.Builder.create(this, "WebAcl")
                // A new name would be a new web ACL, and a new web ACL a new association: passive again.
                .name(name)
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .visibilityConfig(CfnWebACL.VisibilityConfigProperty.builder()
                        .cloudWatchMetricsEnabled(true)
                        .metricName(name)
                        // A sample holds addresses and headers of people.
                        .sampledRequestsEnabled(false)
                        .build())
                .build();
    }

    /** Puts the web ACL before the pool when the stack is made. */
    void passive(PoolReference pool) {
        CfnWebACLAssociation.Builder.create(this, "Passive")
                .resourceArn(pool.arn())
                .webAclArn(webAcl.getAttrArn())
                .build();
    }

    String arn() {
        return webAcl.getAttrArn();
    }
}
