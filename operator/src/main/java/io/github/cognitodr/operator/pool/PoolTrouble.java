package io.github.cognitodr.operator.pool;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.userpool.PoolUnavailableException;

/** From what went wrong with a pool to what to do about it. */
final class PoolTrouble {
    private PoolTrouble() {}

    static CommandException of(PoolUnavailableException failure, OperatorPool pool) {
        String message = String.valueOf(failure.getMessage());
        String operation = message.contains(":") ? message.substring(0, message.indexOf(':')) : message;
        if (failure.error().equals("ResourceNotFoundException")) {
            return CommandException.aws(
                    "There is no user pool " + pool.id() + " in " + pool.id().region()
                            + " (the " + pool.side() + "): check --" + pool.side()
                            + "-pool, the stack's output UserPoolId, and"
                            + " the account that you are signed in to.",
                    failure);
        }
        return AwsTrouble.of(
                failure.error(),
                "cognito-idp:" + operation,
                pool.toString(),
                "Cognito",
                pool.id().region(),
                failure);
    }
}
