package io.github.cognitodr.backup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Worker of the snapshot queue. A request is acknowledged only when a sealed snapshot answers it; whatever keeps this
 * delivery from that is left to the next one.
 */
public final class TakeSnapshot implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Duration S3_PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(5);

    /** Kept back at the end of a run for giving up open uploads and answering. */
    private static final Duration RESERVE = Duration.ofSeconds(20);

    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(30);

    private final SnapshotTaker taker;
    private final SnapshotQueue queue;
    private final Clock clock;
    private final StructuredLog log;

    /** Called by the Lambda runtime; reads the environment once. */
    public TakeSnapshot() {
        this(BackupConfig.from(new Environment(System.getenv())), Clock.systemUTC());
    }

    private TakeSnapshot(BackupConfig config, Clock clock) {
        this(
                new SnapshotTaker(
                        new CognitoPools(config.signIn(), config.listUsersPerSecond()),
                        new S3SnapshotStore(S3Clients.patient(S3_PATIENCE), config.bucket()),
                        clock,
                        RollingFile.Limits.OF_IMPORT_JOB),
                SqsSnapshotQueue.of(config.snapshotQueueUrl(), QUEUE_PATIENCE),
                clock,
                new StructuredLog(
                        "TakeSnapshot", line -> LambdaRuntime.getLogger().log(line)));
    }

    TakeSnapshot(SnapshotTaker taker, SnapshotQueue queue, Clock clock, StructuredLog log) {
        this.taker = taker;
        this.queue = queue;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<BatchItemFailure> again = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            if (!settle(message, context)) {
                again.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(again);
    }

    /** Whether the request has been answered and may be deleted. */
    private boolean settle(SQSMessage message, Context context) {
        Stopwatch stopwatch = Stopwatch.start();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", context.getAwsRequestId());
        fields.put("messageId", message.getMessageId());
        try {
            SnapshotRequest request = SnapshotRequest.parse(message.getBody());
            fields.put("userPoolId", request.userPoolId().value());
            SnapshotTaker.Result result =
                    taker.take(request, () -> context.getRemainingTimeInMillis() < RESERVE.toMillis());
            fields.put("milliseconds", stopwatch.milliseconds());
            return settle(result, message, fields);
        } catch (MalformedJsonException notOurs) {
            // names no pool, so there is nothing to take; kept, it would hold up the requests behind it
            fields.put("reason", String.valueOf(notOurs.getMessage()));
            log.error("MalformedRequest", fields);
            return true;
        } catch (IOException | PoolUnavailableException | PoolRefusedException refused) {
            fields.put("reason", String.valueOf(refused.getMessage()));
            return failed(refused, message, fields);
        } catch (RuntimeException unexpected) {
            // its message may quote a user's record, and is not logged
            return failed(unexpected, message, fields);
        }
    }

    private boolean failed(Exception failure, SQSMessage message, Map<String, Object> fields) {
        fields.put("error", failure.getClass().getName());
        log.error("SnapshotFailed", fields);
        return askAgain(message, BEFORE_NEXT_ATTEMPT);
    }

    private boolean settle(SnapshotTaker.Result result, SQSMessage message, Map<String, Object> fields) {
        if (result instanceof SnapshotTaker.Result.Satisfied satisfied) {
            fields.put("snapshotId", satisfied.snapshot().value());
            satisfied.taken().ifPresent(manifest -> {
                fields.put("users", manifest.users());
                fields.put("importable", manifest.importable());
                fields.put("newUsers", manifest.newUsers());
            });
            log.info(satisfied.taken().isPresent() ? "SnapshotTaken" : "AlreadySatisfied", fields);
            return true;
        }
        if (result instanceof SnapshotTaker.Result.TooEarly early) {
            log.info("TooEarly", fields);
            return askAgain(message, untilThe(early.startAfter()));
        }
        if (result instanceof SnapshotTaker.Result.OutOfTime partial) {
            fields.put("usersListed", partial.usersListed());
            log.error("OutOfTime", fields);
            return askAgain(message, BEFORE_NEXT_ATTEMPT);
        }
        log.warn("Overtaken", fields);
        return askAgain(message, BEFORE_NEXT_ATTEMPT);
    }

    /** At least a second: to the second is as precise as SQS's visibility is. */
    private Duration untilThe(Instant moment) {
        return Duration.between(clock.instant(), moment)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
    }

    private boolean askAgain(SQSMessage message, Duration delay) {
        try {
            queue.askAgainIn(message.getReceiptHandle(), delay);
        } catch (SnapshotRequestException unreachable) {
            log.warn("VisibilityUnchanged", Map.of("messageId", message.getMessageId()));
        }
        return false;
    }
}
