package io.github.cognitodr.backup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Post Confirmation trigger of the standby pool: asks for a snapshot after a sign-up, and notes who has reset a
 * password. The answer is the event's own bytes, whatever happens.
 */
public final class SnapshotOnConfirmation implements RequestStreamHandler {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final SnapshotQueue queue;
    private final PasswordResets resets;
    private final SnapshotWindow window;
    private final Clock clock;
    private final StructuredLog log;

    /** Called by the Lambda runtime; reads the environment once. */
    public SnapshotOnConfirmation() {
        this(BackupConfig.from(new Environment(System.getenv())));
    }

    private SnapshotOnConfirmation(BackupConfig config) {
        this(
                SqsSnapshotQueue.of(config.snapshotQueueUrl(), PATIENCE),
                new S3PasswordResets(S3Clients.patient(PATIENCE), config.bucket()),
                config.window(),
                Clock.systemUTC(),
                new StructuredLog(line -> LambdaRuntime.getLogger().log(line)));
    }

    SnapshotOnConfirmation(
            SnapshotQueue queue, PasswordResets resets, SnapshotWindow window, Clock clock, StructuredLog log) {
        this.queue = queue;
        this.resets = resets;
        this.window = window;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readAllBytes();
        act(event, context.getAwsRequestId());
        output.write(event);
    }

    private void act(byte[] event, String requestId) {
        Stopwatch stopwatch = Stopwatch.start();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", requestId);
        try {
            String outcome = PostConfirmation.parse(event)
                    .map(confirmation -> act(confirmation, fields))
                    .orElse("Skipped");
            fields.put("milliseconds", stopwatch.milliseconds());
            log.info(outcome, fields);
        } catch (RuntimeException | LinkageError failed) {
            // nobody's sign-up or reset fails because of a snapshot; the daily one comes all the same. The message
            // may quote the event, and is not logged.
            fields.put("error", failed.getClass().getName());
            fields.put("milliseconds", stopwatch.milliseconds());
            log.error("Failed", fields);
        }
    }

    private String act(PostConfirmation confirmation, Map<String, Object> fields) {
        fields.put("sub", confirmation.person().sub());
        return switch (confirmation.source()) {
            case SIGN_UP -> {
                queue.ask(new SnapshotRequest(confirmation.userPoolId(), window.startAfter(clock.instant())));
                yield "SnapshotAsked";
            }
            case PASSWORD_RESET -> {
                resets.record(confirmation.userPoolId(), confirmation.person().stableId(), clock.instant());
                yield "ResetRecorded";
            }
        };
    }
}
