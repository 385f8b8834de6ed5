package io.github.cognitodr.infra;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The standby Region: the pool to which users go in a disaster, and its snapshots. Deployed first. */
public final class StandbyStack extends Stack {

    /** The stack's name. */
    public static final String NAME = "CognitoDrStandby";

    private final PoolReference pool;

    /**
     * Builds the stack.
     *
     * @param scope the app
     * @param props its account and Region
     * @param settings what the operator chose
     * @param backupJar code of the functions
     */
    public StandbyStack(Construct scope, StackProps props, Settings settings, Path backupJar) {
        super(scope, NAME, props);
        DataKey key = new DataKey(this, "Data", Side.STANDBY);
        Bucket bucket = new SnapshotBucket(this, "Backup", key, settings).bucket();
        SnapshotFunctions functions = new SnapshotFunctions(this, "Snapshots", settings, backupJar, key, bucket);
        DrUserPool users = new DrUserPool(this, "Users", settings, Side.STANDBY);
        pool = users.reference();
        users.onConfirmation(functions.onConfirmation().live());
        functions.snapshot(pool);
        ScheduleGroup schedules = new ScheduleGroup(this, "Schedules", Side.STANDBY);
        new DailySnapshot(
                this,
                "DailySnapshot",
                schedules,
                pool,
                functions.requests().queue(),
                key,
                settings.snapshots().dailyAt());
        new DailyCalls(
                this,
                "DailyCalls",
                schedules,
                Map.of(
                        "SnapshotOnConfirmation", functions.onConfirmation(),
                        "TakeSnapshot", functions.takeSnapshot()));
        Fence fence = new Fence(this, "Fence", Side.STANDBY);
        fence.passive(pool);
        UserImportRole importRole = new UserImportRole(this, "UserImport", pool);
        OperatorRole operator = new OperatorRole(this, "Operator", settings.operations());
        new OperatorPermissions(this, Side.STANDBY)
                .pool(pool, importRole)
                .fence(pool, fence, settings.operations().standbyWebAclArn())
                .queue(functions.requests())
                .bucket(bucket)
                .key(key)
                .grantTo(operator.role());
        AlarmTopic topic = new AlarmTopic(this, "AlarmTopic", Side.STANDBY, settings.operations());
        Alarms.ofStandby(this, "Alarms", topic, schedules, functions);
        Dashboards.ofStandby(this, functions);

        Outputs outputs = new Outputs(this);
        outputs.pool(pool, importRole);
        outputs.login(users.login());
        outputs.add("BackupBucketName", bucket.getBucketName(), "Where the snapshots are");
        outputs.queue("Snapshot", functions.requests());
        outputs.function("SnapshotOnConfirmation", functions.onConfirmation());
        outputs.function("TakeSnapshot", functions.takeSnapshot());
        outputs.add("FenceWebAclArn", fence.arn(), "The web ACL that makes the pool passive while it is before it");
        outputs.webAcl(settings.operations().standbyWebAclArn());
        outputs.add("OperatorRoleArn", operator.role().getRoleArn(), "The role for cognito-dr, in both Regions");
        outputs.add("AlarmTopicArn", topic.topic().getTopicArn(), "Where this Region's alarms go");
    }

    PoolReference pool() {
        return pool;
    }
}
