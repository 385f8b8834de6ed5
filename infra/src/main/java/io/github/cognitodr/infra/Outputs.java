package io.github.cognitodr.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A stack's outputs. Their names are a contract: the operator's command line reads them. */
final class Outputs {

    private final Stack stack;

    Outputs(Stack stack) {
        this.stack = stack;
    }

    /** Of a pool that the stack makes; {@code UserPoolClientId} is followed by the application's name. */
    void login(LoginClients login) {
        add("LoginDomain", login.host(), "Host of the managed login pages");
        login.clients()
                .forEach((name, client) -> add(
                        "UserPoolClientId" + RawSettings.capitalised(name),
                        client.getUserPoolClientId(),
                        "The app client of " + name));
    }

    void pool(PoolReference pool, UserImportRole importRole) {
        add("UserPoolId", pool.id(), "The user pool");
        add("UserImportRoleArn", importRole.role().getRoleArn(), "The role that an import job into this pool needs");
    }

    /** Of the operator's own, if there is one. */
    void webAcl(@Nullable String whileActive) {
        if (whileActive != null) {
            add("ActiveWebAclArn", whileActive, "The web ACL that stands before the pool while people use it");
        }
    }

    void queue(String name, WorkQueue work) {
        add(name + "QueueUrl", work.queue().getQueueUrl(), "The queue");
        add(name + "DeadLetterQueueUrl", work.deadLetters().getQueueUrl(), "Messages that were given up");
    }

    void function(String name, JavaFunction function) {
        add(name + "FunctionName", function.function().getFunctionName(), "The function " + name);
    }

    /** The name is the logical id as well, since the construct stands directly in the stack. */
    void add(String name, String value, String description) {
        CfnOutput.Builder.create(stack, name)
                .value(value)
                .description(description)
                .build();
    }
}
