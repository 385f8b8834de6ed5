package io.github.cognitodr.infra;

import java.nio.file.Path;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The standby Region: the pool to which users go in a disaster, and its snapshots. Deployed first. */
public final class StandbyStack extends Stack {

    /** The stack's name. */
    public static final String NAME = "CognitoDrStandby";

    private final UserPool pool;

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
        Bucket bucket = new SnapshotBucket(this, "Backup").bucket();
        SnapshotFunctions functions = new SnapshotFunctions(this, "Snapshots", settings, backupJar, bucket);
        DrUserPool users = new DrUserPool(this, "Users", settings, Side.STANDBY);
        pool = users.pool();
        users.onConfirmation(functions.onConfirmation().live());
        functions.snapshot(pool);
        new DailySnapshot(this, "DailySnapshot", pool, functions.requests().queue(), settings.dailySnapshotAt());
        UserImportRole importRole = new UserImportRole(this, "UserImport", pool);

        Outputs outputs = new Outputs(this);
        outputs.pool(users, importRole);
        outputs.add("BackupBucketName", bucket.getBucketName(), "Where the snapshots are");
        outputs.queue("Snapshot", functions.requests());
        outputs.function("SnapshotOnConfirmation", functions.onConfirmation());
        outputs.function("TakeSnapshot", functions.takeSnapshot());
    }

    StandbyPool standbyPool() {
        return new StandbyPool(pool.getUserPoolId(), pool.getUserPoolArn());
    }
}
