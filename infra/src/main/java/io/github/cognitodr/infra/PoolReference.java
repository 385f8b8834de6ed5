package io.github.cognitodr.infra;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cognito.UserPool;

/**
 * What policies and functions have to know of a pool.
 *
 * @param id its id, whose prefix is its Region
 * @param arn its ARN
 */
record PoolReference(String id, String arn) {

    static PoolReference to(UserPool pool) {
        return new PoolReference(pool.getUserPoolId(), pool.getUserPoolArn());
    }

    /** A pool that is not made here, in the stack's account and Region. */
    static PoolReference existing(Stack stack, String id) {
        return new PoolReference(
                id,
                stack.formatArn(ArnComponents.builder()
                        .service("cognito-idp")
                        .resource("userpool")
                        .resourceName(id)
                        .build()));
    }
}
