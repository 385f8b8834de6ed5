package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** Where snapshots and the times of password resets are kept. It holds every user's profile, and outlives the stack. */
final class SnapshotBucket extends Construct {

    private final Bucket bucket;

    SnapshotBucket(Construct scope, String id, DataKey key, Settings settings) {
        super(scope, id);
        SnapshotSettings snapshots = settings.snapshots();
        bucket = Bucket.Builder.create(this, "Bucket")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key.key())
                // One data key for many objects instead of a request to KMS for each.
                .bucketKeyEnabled(true)
                .serverAccessLogsBucket(accessLogs(settings))
                .serverAccessLogsPrefix("snapshots/")
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(
                        tagged("short", snapshots.shortDays()),
                        tagged("daily", snapshots.dailyDays()),
                        tagged("monthly", snapshots.monthlyDays()),
                        // In a rule of its own: S3 allows none of these together with a tag.
                        LifecycleRule.builder()
                                .id("leftovers")
                                .enabled(true)
                                .abortIncompleteMultipartUploadAfter(Duration.days(1))
                                .noncurrentVersionExpiration(Duration.days(7))
                                .expiredObjectDeleteMarker(true)
                                .build()))
                .build();
    }

    Bucket bucket() {
        return bucket;
    }

    /** Who read which snapshot. S3 delivers its logs only to a bucket that is encrypted with S3's own keys. */
    private Bucket accessLogs(Settings settings) {
        return Bucket.Builder.create(this, "AccessLogs")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("retention")
                        .enabled(true)
                        .expiration(Duration.days(
                                settings.functions().logRetention().days()))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .build();
    }

    /** The functions tag an object when they create it; the tag decides how long it lives. */
    private static LifecycleRule tagged(String retention, int days) {
        return LifecycleRule.builder()
                .id("retention-" + retention)
                .enabled(true)
                .tagFilters(Map.of("retention", retention))
                .expiration(Duration.days(days))
                .build();
    }
}
