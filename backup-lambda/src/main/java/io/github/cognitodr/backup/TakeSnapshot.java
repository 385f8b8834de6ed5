package io.github.cognitodr.backup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.RetryPause;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Worker of the snapshot queue. A request is acknowledged only when a sealed snapshot answers it; whatever keeps this
 * delivery from that is left to the next one.
 */
public final class TakeSnapshot implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Duration S3_PATIENCE = Duration.ofSeconds(60);
    private static final Duration S3_ATTEMPT = Duration.ofSeconds(15);
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(5);

    /** Kept back at the end of a run for completing the open uploads, the checkpoint and the answer. */
    private static final Duration RESERVE = Duration.ofSeconds(40);

    /** (docs/decisions/snapshot-checkpoints.md) */
    private static final Duration BEFORE_NEXT_RUN = Duration.ofSeconds(5);

    /** Twice the longest delay of the queue, which is the longest that a window and its settling can take. */
    private static final Duration FARTHEST_AHEAD = Duration.ofMinutes(30);

    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(30);

    private final SnapshotTaker taker;
    private final SnapshotQueue queue;
    private final Clock clock;
    private final StructuredLog log;

    /** Called by the Lambda runtime; reads the environment once. */
    public TakeSnapshot() {
        this(
                BackupConfig.from(new Environment(System.getenv())),
                Clock.systemUTC(),
                new StructuredLog(
                        "TakeSnapshot", line -> LambdaRuntime.getLogger().log(line)));
    }

    private TakeSnapshot(BackupConfig config, Clock clock, StructuredLog log) {
        this(
                new SnapshotTaker(
                        new CognitoPools(config.signIn(), config.listUsersPerSecond(), clock),
                        new S3SnapshotStore(S3Clients.patient(S3_PATIENCE, S3_ATTEMPT), config.bucket()),
                        clock,
                        RollingFile.Limits.OF_IMPORT_JOB,
                        log::write),
                SqsSnapshotQueue.of(config.snapshotQueueUrl(), QUEUE_PATIENCE),
                clock,
                log);
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
        LogEntry entry = LogEntry.info("")
                .with("requestId", context.getAwsRequestId())
                .with("messageId", message.getMessageId());
        SnapshotRequest request;
        try {
            request = SnapshotRequest.parse(message.getBody());
        } catch (MalformedJsonException notOurs) {
            // names no pool, so there is nothing to take; kept, it would hold up the requests behind it
            log.write(malformed(entry, String.valueOf(notOurs.getMessage())));
            return true;
        }
        entry = entry.with("userPoolId", request.userPoolId().value());
        if (request.startAfter().isAfter(clock.instant().plus(FARTHEST_AHEAD))) {
            // nobody of ours asks like that, and as the first of its group it would hold up all others
            log.write(malformed(entry, "startAfter is too far ahead"));
            return true;
        }
        try {
            SnapshotTaker.Result result =
                    taker.take(request, () -> context.getRemainingTimeInMillis() < RESERVE.toMillis());
            return settle(result, message, entry.with("milliseconds", stopwatch.milliseconds()));
        } catch (IOException | PoolUnavailableException | PoolRefusedException refused) {
            return failed(refused, message, entry.with("reason", String.valueOf(refused.getMessage())));
        } catch (RuntimeException | LinkageError unexpected) {
            // its message may quote a user's record, and is not logged
            return failed(unexpected, message, entry);
        }
    }

    private static LogEntry malformed(LogEntry entry, String reason) {
        return entry.with("reason", reason)
                .as(LogEntry.Level.ERROR, "MalformedRequest")
                .counted();
    }

    private boolean failed(Throwable failure, SQSMessage message, LogEntry entry) {
        log.write(entry.with("error", failure.getClass().getName())
                .as(LogEntry.Level.ERROR, "SnapshotFailed")
                .counted());
        return askAgain(message, RetryPause.after(deliveries(message)));
    }

    private static int deliveries(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes() == null ? Map.of() : message.getAttributes();
        return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }

    private boolean settle(SnapshotTaker.Result result, SQSMessage message, LogEntry entry) {
        if (result instanceof SnapshotTaker.Result.Satisfied satisfied) {
            log.write(satisfied(satisfied, entry));
            return true;
        }
        if (result instanceof SnapshotTaker.Result.TooEarly early) {
            log.write(entry.as(LogEntry.Level.INFO, "TooEarly"));
            return askAgain(message, untilThe(early.until()));
        }
        if (result instanceof SnapshotTaker.Result.OutOfTime partial) {
            log.write(entry.with("snapshotId", partial.snapshot().value())
                    .with("users", partial.users())
                    .as(LogEntry.Level.INFO, "OutOfTime"));
            return askAgain(message, BEFORE_NEXT_RUN);
        }
        log.write(entry.as(LogEntry.Level.WARN, "Overtaken").counted());
        return askAgain(message, BEFORE_NEXT_ATTEMPT);
    }

    private static LogEntry satisfied(SnapshotTaker.Result.Satisfied satisfied, LogEntry entry) {
        LogEntry named = entry.with("snapshotId", satisfied.snapshot().value());
        if (satisfied.taken().isEmpty()) {
            return named.as(LogEntry.Level.INFO, "AlreadySatisfied");
        }
        SnapshotContents contents = satisfied.taken().get().contents();
        LogEntry taken = named.with("users", contents.users())
                .with("importable", contents.importable())
                .with("newUsers", contents.newUsers())
                .as(LogEntry.Level.INFO, "SnapshotTaken")
                .counted();
        for (Metric metric : SnapshotMetrics.of(satisfied.snapshot(), contents)) {
            taken = taken.measured(metric);
        }
        return taken;
    }

    /**
     * At least a second: to the second is as precise as SQS's visibility is. No longer than anybody asks ahead, even where a
     * checkpoint lies farther in the future: SQS takes 12 hours at the most, and somebody may mend it.
     */
    private Duration untilThe(Instant moment) {
        Duration left = Duration.between(clock.instant(), moment)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1);
        return left.compareTo(FARTHEST_AHEAD) < 0 ? left : FARTHEST_AHEAD;
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
