package io.github.cognitodr.operator.doctor;

import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** No app client has a way in that the fence does not cover, or sends the password itself. */
record ClientFlowsCheck() implements Check.OfPool {
    private static final List<String> ADMIN = List.of("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH");
    private static final List<String> PASSWORD = List.of("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH");

    @Override
    public String id() {
        return "client-flows";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        Problems problems = new Problems();
        for (UserPoolClientType client : pool.clients().get()) {
            List<String> flows = client.explicitAuthFlowsAsStrings();
            if (flows.stream().anyMatch(ADMIN::contains)) {
                problems.warning("app client " + client.clientName() + " allows an admin flow");
            }
            if (flows.stream().anyMatch(PASSWORD::contains)) {
                problems.warning("app client " + client.clientName() + " allows USER_PASSWORD_AUTH");
            }
        }
        return problems.diagnosis(
                "none of " + pool.clients().get().size() + " app clients allows an admin or plain password flow",
                "Calls signed with IAM credentials pass the web ACL that keeps the passive pool closed; a plain"
                        + " password flow shows passwords to whatever stands before Cognito",
                "Take the flow out of the client's ExplicitAuthFlows, and sign in with SRP");
    }
}
