package io.github.cognitodr.backup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.PassThroughTrigger;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.Priming;
import io.github.cognitodr.userpool.StructuredLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Post Confirmation trigger of the standby pool: asks for a snapshot after a sign-up, and notes who has reset a
 * password.
 */
public final class SnapshotOnConfirmation implements RequestStreamHandler {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final SnapshotQueue queue;
    private final PasswordResets resets;
    private final SnapshotWindow window;
    private final Clock clock;
    private final PassThroughTrigger trigger;

    /** Called by the Lambda runtime; reads the environment once. */
    public SnapshotOnConfirmation() {
        this(
                new Environment(System.getenv()),
                new StructuredLog(
                        "SnapshotOnConfirmation",
                        line -> LambdaRuntime.getLogger().log(line)));
    }

    private SnapshotOnConfirmation(Environment environment, StructuredLog log) {
        this(BackupConfig.from(environment), log);
        Priming.run(environment, SnapshotOnConfirmation::prime, log);
    }

    private SnapshotOnConfirmation(BackupConfig config, StructuredLog log) {
        this(
                SqsSnapshotQueue.of(config.snapshotQueueUrl(), PATIENCE),
                new S3PasswordResets(S3Clients.patient(PATIENCE), config.bucket()),
                config.window(),
                Clock.systemUTC(),
                log);
    }

    SnapshotOnConfirmation(
            SnapshotQueue queue, PasswordResets resets, SnapshotWindow window, Clock clock, StructuredLog log) {
        this.queue = queue;
        this.resets = resets;
        this.window = window;
        this.clock = clock;
        this.trigger = new PassThroughTrigger(this::act, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        trigger.handle(input, output, context.getAwsRequestId());
    }

    private LogEntry act(PostConfirmation confirmation) {
        return switch (confirmation.source()) {
            case SIGN_UP -> {
                queue.ask(new SnapshotRequest(confirmation.userPoolId(), window.startAfter(clock.instant())));
                yield LogEntry.info("SnapshotAsked");
            }
            case PASSWORD_RESET -> {
                resets.record(confirmation.userPoolId(), confirmation.person().stableId(), clock.instant());
                yield LogEntry.info("ResetRecorded");
            }
        };
    }

    private static void prime() {
        SdkWarmUp.warmUp(SqsClient.class, S3Client.class);
        PostConfirmation.prime();
    }
}
