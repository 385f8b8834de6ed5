package io.github.cognitodr.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key of a Region's bucket and queues, the operator's own. Its policy leaves the account's IAM policies to decide: so
 * its users are the roles below that are given {@link #using}, and the account's administrators, who can restore when
 * this project's roles are gone.
 */
final class DataKey extends Construct {

    private final Key key;

    DataKey(Construct scope, String id, Side side) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .alias("cognito-dr/" + side.label())
                .description("Bucket and queues of cognito-dr, " + side.label())
                .enableKeyRotation(true)
                // A snapshot without its key is lost.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    Key key() {
        return key;
    }

    /**
     * To send, receive, write and read. SQS asks a sender for Decrypt as well, to check the new data key, and S3 asks for it
     * in a multipart upload. (SQS developer guide, Key management; S3 API reference, CreateMultipartUpload)
     */
    PolicyStatement using() {
        return JavaFunction.statement(key.getKeyArn(), "kms:Decrypt", "kms:GenerateDataKey");
    }
}
