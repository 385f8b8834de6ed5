package io.github.cognitodr.infra;

import java.nio.file.Path;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The primary Region: the pool in which users sign up, and what copies them to the standby. Deployed second. */
public final class PrimaryStack extends Stack {

    /** The stack's name. */
    public static final String NAME = "CognitoDrPrimary";

    /**
     * Builds the stack.
     *
     * @param scope the app
     * @param props its account and Region
     * @param settings what the operator chose
     * @param replicateJar code of the functions
     * @param standby where the standby pool is
     */
    public PrimaryStack(Construct scope, StackProps props, Settings settings, Path replicateJar, StandbyStack standby) {
        super(scope, NAME, props);
        // A weak reference is read when this stack is deployed, so the other one has to be there.
        addStackDependency(standby, "the standby pool must exist before anything can be copied to it");
        StandbyPool target = standby.standbyPool();
        ReplicationFunctions functions = new ReplicationFunctions(this, "Replication", settings, replicateJar, target);
        DrUserPool users = new DrUserPool(this, "Users", settings, Side.PRIMARY);
        users.onConfirmation(functions.onConfirmation().live());
        functions.replicateFrom(users.pool(), target);
        UserImportRole importRole = new UserImportRole(this, "UserImport", users.pool());

        Outputs outputs = new Outputs(this);
        outputs.pool(users, importRole);
        outputs.queue("Retry", functions.retries());
        outputs.function("ReplicateOnConfirmation", functions.onConfirmation());
        outputs.function("ReplicateFromQueue", functions.fromQueue());
    }
}
