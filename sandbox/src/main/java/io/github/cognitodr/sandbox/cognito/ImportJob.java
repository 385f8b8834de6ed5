package io.github.cognitodr.sandbox.cognito;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One user import job, from its creation to its end. Thread-safe. */
final class ImportJob {
    /** A job that nobody starts expires within 24 to 48 hours (facts); here as early as that. */
    private static final Duration UNTIL_EXPIRED = Duration.ofHours(24);

    enum Status {
        CREATED("Created"),
        PENDING("Pending"),
        IN_PROGRESS("InProgress"),
        STOPPING("Stopping"),
        STOPPED("Stopped"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed"),
        EXPIRED("Expired");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }
    }

    /** A line of the job's log. */
    record LogLine(Instant at, String text) {}

    private final String id = "import-" + Ids.alphanumeric(10);
    private final String name;
    private final String poolId;
    private final String role;
    private final Instant created;
    private final String signature = Ids.lowercase(64);
    private final List<LogLine> log = new ArrayList<>();
    private Status status = Status.CREATED;
    private @Nullable Path file;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private @Nullable String message;
    private int imported;
    private int skipped;
    private int failed;

    ImportJob(String poolId, String name, String role, Instant created) {
        this.poolId = poolId;
        this.name = name;
        this.role = role;
        this.created = created;
    }

    String id() {
        return id;
    }

    String poolId() {
        return poolId;
    }

    Instant created() {
        return created;
    }

    /** What the pre-signed URL is good for. */
    String signature() {
        return signature;
    }

    String logStream() {
        return id + "/" + name;
    }

    synchronized Status status(Instant now) {
        if (status == Status.CREATED && now.isAfter(created.plus(UNTIL_EXPIRED))) {
            status = Status.EXPIRED;
        }
        return status;
    }

    synchronized boolean active() {
        return status == Status.PENDING || status == Status.IN_PROGRESS || status == Status.STOPPING;
    }

    synchronized boolean stopping() {
        return status == Status.STOPPING;
    }

    /** Puts the uploaded file in place; returns the one that it replaces. */
    synchronized @Nullable Path setFile(Path uploaded) {
        Path before = file;
        file = uploaded;
        return before;
    }

    synchronized @Nullable Path file() {
        return file;
    }

    synchronized void start(Instant now) {
        status = Status.PENDING;
        started = now;
    }

    /** Returns false when the job was stopped before it began. */
    synchronized boolean begin() {
        if (status != Status.PENDING) {
            return false;
        }
        status = Status.IN_PROGRESS;
        return true;
    }

    synchronized void stop() {
        if (status != Status.PENDING && status != Status.IN_PROGRESS) {
            throw AwsError.precondition("The user import job is not in a state in which it can be stopped.");
        }
        status = Status.STOPPING;
    }

    synchronized void end(Status end, String completionMessage, Instant now) {
        status = end;
        message = completionMessage;
        completed = now;
    }

    synchronized void succeeded(int line, Instant now) {
        imported++;
        log.add(new LogLine(now, "[SUCCEEDED] Line Number " + line + " - The import succeeded."));
    }

    synchronized void skipped(int line, Instant now) {
        skipped++;
        log.add(new LogLine(now, "[SKIPPED] Line Number " + line + " - The user already exists."));
    }

    synchronized void failed(int line, String reason, Instant now) {
        failed++;
        log.add(new LogLine(now, "[FAILED] Line Number " + line + " - " + reason));
    }

    synchronized boolean failedBy(ImportFailureRule rule) {
        return rule.failed(imported, skipped, failed);
    }

    synchronized List<LogLine> log() {
        return List.copyOf(log);
    }

    synchronized ObjectNode json(String url, Instant now) {
        ObjectNode json = Json.object()
                .put("JobName", name)
                .put("JobId", id)
                .put("UserPoolId", poolId)
                .put("PreSignedUrl", url)
                .put("CreationDate", Json.time(created))
                .put("Status", status(now).wireName)
                .put("CloudWatchLogsRoleArn", role)
                .put("ImportedUsers", imported)
                .put("SkippedUsers", skipped)
                .put("FailedUsers", failed);
        if (started != null) {
            json.put("StartDate", Json.time(started));
        }
        if (completed != null) {
            json.put("CompletionDate", Json.time(completed));
        }
        if (message != null) {
            json.put("CompletionMessage", message);
        }
        return json;
    }
}
