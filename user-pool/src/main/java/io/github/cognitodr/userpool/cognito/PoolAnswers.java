package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.UserPoolId;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** What a pool answers to GetCSVHeader and DescribeUserPool. */
record PoolAnswers(List<String> csvHeader, UserPoolType description) {

    static PoolAnswers ask(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        List<String> header = CognitoCalls.call(
                "GetCSVHeader",
                () -> cognito.getCSVHeader(request -> request.userPoolId(pool.value()))
                        .csvHeader());
        UserPoolType description = CognitoCalls.call(
                "DescribeUserPool",
                () -> cognito.describeUserPool(request -> request.userPoolId(pool.value()))
                        .userPool());
        return new PoolAnswers(header, description);
    }
}
