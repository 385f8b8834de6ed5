package io.github.cognitodr.sandbox.cognito;

/**
 * What a policy has to allow for a call. (Service Authorization Reference, Amazon Cognito User Pools, Amazon CloudWatch Logs)
 *
 * @param action such as {@code cognito-idp:ListUsers}
 * @param resource an ARN, or {@code *} for what is not about one pool
 */
record Permission(String action, String resource) {

    static Permission ofCognito(String region, String operation, Input input) {
        return new Permission(
                "cognito-idp:" + operation,
                input.has("UserPoolId") ? Pool.arn(region, input.string("UserPoolId")) : "*");
    }

    static Permission ofLogs(String region, String operation, Input input) {
        String group = input.has("logGroupName") ? input.string("logGroupName") : "*";
        String stream = input.has("logStreamName") ? input.string("logStreamName") : "";
        return new Permission(
                "logs:" + operation,
                "arn:aws:logs:" + region + ":" + Pool.ACCOUNT + ":log-group:" + group + ":log-stream:" + stream);
    }

    /** The upload of an import file, to Cognito's own bucket. */
    static Permission ofUpload() {
        return new Permission("s3:PutObject", "*");
    }
}
