package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A group of a user pool. Immutable. (API, GroupType) */
record Group(
        String name,
        String poolId,
        @Nullable String description,
        @Nullable String roleArn,
        @Nullable Integer precedence,
        Instant created) {

    ObjectNode json() {
        ObjectNode json = Json.object().put("GroupName", name).put("UserPoolId", poolId);
        if (description != null) {
            json.put("Description", description);
        }
        if (roleArn != null) {
            json.put("RoleArn", roleArn);
        }
        if (precedence != null) {
            json.put("Precedence", precedence);
        }
        return json.put("LastModifiedDate", Json.time(created)).put("CreationDate", Json.time(created));
    }
}
