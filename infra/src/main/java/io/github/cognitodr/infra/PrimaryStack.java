package io.github.cognitodr.infra;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/**
 * The primary Region: the pool in which users sign up, the app's or the operator's own, and what copies them to the standby.
 * Deployed second.
 */
public final class PrimaryStack extends Stack {

    /** The stack's name. */
    public static final String NAME = "CognitoDrPrimary";

    private final Outputs outputs = new Outputs(this);

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
        DataKey key = new DataKey(this, "Data", Side.PRIMARY);
        PoolReference target = standby.pool();
        ReplicationFunctions functions =
                new ReplicationFunctions(this, "Replication", settings, replicateJar, key, target);
        PoolReference pool = pool(settings, functions.onConfirmation().live());
        functions.replicateFrom(pool, target);
        ScheduleGroup schedules = new ScheduleGroup(this, "Schedules", Side.PRIMARY);
        new DailyCalls(
                this,
                "DailyCalls",
                schedules,
                Map.of(
                        "ReplicateOnConfirmation", functions.onConfirmation(),
                        "ReplicateFromQueue", functions.fromQueue()));
        UserImportRole importRole = new UserImportRole(this, "UserImport", pool);
        @Nullable Fence fence = settings.operations().fencePrimary() ? new Fence(this, "Fence", Side.PRIMARY) : null;
        new OperatorPermissions(this, Side.PRIMARY)
                .pool(pool, importRole)
                .fence(pool, fence, settings.operations().primaryWebAclArn())
                .queue(functions.retries())
                .key(key)
                .grantTo(OperatorRole.existing(this));
        AlarmTopic topic = new AlarmTopic(this, "AlarmTopic", Side.PRIMARY, settings.operations());
        Alarms.ofPrimary(this, "Alarms", topic, schedules, functions);
        Dashboards.ofPrimary(this, functions);

        outputs.pool(pool, importRole);
        outputs.queue("Retry", functions.retries());
        outputs.function("ReplicateOnConfirmation", functions.onConfirmation());
        outputs.function("ReplicateFromQueue", functions.fromQueue());
        if (fence != null) {
            outputs.add("FenceWebAclArn", fence.arn(), "The web ACL for this pool while the standby is active");
        }
        outputs.webAcl(settings.operations().primaryWebAclArn());
        outputs.add("AlarmTopicArn", topic.topic().getTopicArn(), "Where this Region's alarms go");
    }

    /** The app's own pool, with the trigger; or the operator's, which is left as it is. */
    private PoolReference pool(Settings settings, Alias trigger) {
        String own = settings.primaryUserPoolId();
        if (own == null) {
            DrUserPool users = new DrUserPool(this, "Users", settings, Side.PRIMARY);
            users.onConfirmation(trigger);
            outputs.login(users.login());
            return users.reference();
        }
        PoolReference pool = PoolReference.existing(this, own);
        trigger.addPermission(
                "PostConfirmation",
                Permission.builder()
                        .principal(new ServicePrincipal("cognito-idp.amazonaws.com"))
                        .sourceAccount(getAccount())
                        .sourceArn(pool.arn())
                        .build());
        // UpdateUserPool can reset what it is not told, so whoever owns the pool attaches the trigger (README).
        outputs.add(
                "ReplicateOnConfirmationAliasArn",
                trigger.getFunctionArn(),
                "To be made the Post Confirmation trigger of the user pool by its owner");
        return pool;
    }
}
