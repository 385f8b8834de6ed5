package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.userpool.Attributes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/**
 * No app client may write {@code custom:origin_sub}. One that names no writable attributes counts as one that may: the API
 * reference speaks of the standard attributes there, but what people report is that custom ones are writable as well
 * (aws-cdk issue 21835, ustaxcourt/ef-cms pull request 782).
 */
record ClientAttributesCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "client-attributes";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        Problems problems = new Problems();
        for (UserPoolClientType client : pool.clients().get()) {
            if (client.writeAttributes().isEmpty()) {
                problems.critical("app client " + client.clientName() + " names no writable attributes");
            } else if (client.writeAttributes().contains(Attributes.ORIGIN_SUB)) {
                problems.critical("app client " + client.clientName() + " may write " + Attributes.ORIGIN_SUB);
            }
        }
        return problems.diagnosis(
                "none of " + pool.clients().get().size() + " app clients may write " + Attributes.ORIGIN_SUB,
                "Whoever can write it takes another's identity: applications find their user's data by it",
                "List the client's WriteAttributes, without " + Attributes.ORIGIN_SUB
                        + " (UpdateUserPoolClient, with all its other settings named as well)");
    }
}
