package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * What is to be known of one side.
 *
 * @param clients the app clients, each described
 * @param groups names
 * @param activeImport id of the import job that is at work, if there is one
 * @param stackStatus as CloudFormation says it
 * @param figures of its users; empty where nobody has asked for them
 */
record PoolFacts(
        Side side,
        String region,
        Fact<UserPoolType> description,
        Fact<GetUserPoolMfaConfigResponse> mfa,
        Fact<List<UserPoolClientType>> clients,
        Fact<List<String>> groups,
        Fact<Optional<String>> activeImport,
        Fact<String> stackStatus,
        Fact<OwnTrigger> trigger,
        Fact<Optional<UserFigures>> figures) {}
