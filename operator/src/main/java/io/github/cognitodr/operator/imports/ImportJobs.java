package io.github.cognitodr.operator.imports;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserImportJobsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/**
 * Import jobs of one run into one pool, one after another, as Cognito wants it. May be killed at any moment: the next
 * process asks for the job that was under way, and starts another one only if that one has never been started.
 *
 * <pre>{@code
 * ImportJobs jobs = new ImportJobs(pool, roleArn, runId, new JsonJobJournal(path), Waiting.usual());
 * JobResult result = jobs.run(new ImportFile(1, csv, rows), progress);
 * }</pre>
 *
 * <p>Jobs are named {@code cognito-dr-<run>-<file>-<attempt>}, so that people find them in the console. For one thread.
 */
public final class ImportJobs {
    /** A job that nobody starts expires within 24 to 48 hours. (Facts, Import job) */
    private static final Duration STARTABLE = Duration.ofHours(20);

    private static final int UPLOAD_ATTEMPTS = 5;
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(30);

    private final OperatorPool pool;
    private final String role;
    private final String run;
    private final JobJournal journal;
    private final Waiting waiting;
    private final Upload upload = new Upload(Duration.ofSeconds(10), LONGEST_UPLOAD);

    /**
     * Jobs of a run.
     *
     * @param role what the jobs run with, an ARN
     * @param run letters, digits and hyphens: the run's name among others of this pool
     */
    public ImportJobs(OperatorPool pool, String role, String run, JobJournal journal, Waiting waiting) {
        this.pool = pool;
        this.role = role;
        this.run = run;
        this.journal = journal;
        this.waiting = waiting;
    }

    /**
     * Sees to it that one job has taken this file to its end, now or at an earlier call.
     *
     * @param progress is told of each row that the job has looked at
     * @throws CommandException if no job could be started
     */
    public JobResult run(ImportFile file, Progress progress) {
        JobState state = journal.of(file.number());
        while (state.result().isEmpty()) {
            if (state.uploadedJob().isEmpty()) {
                state = uploaded(file, state, progress);
            }
            Optional<UserImportJobType> started = start(state.uploadedJob().orElseThrow(), file.number(), progress);
            state = started.isPresent()
                    ? ended(file, state, end(started.get(), progress))
                    : saved(file, state.withoutJob());
        }
        return state.result().get();
    }

    /** A job that has looked at nobody is none: what kept it from its work is the same for the next file. */
    private JobState ended(ImportFile file, JobState state, JobResult end) {
        if (file.rows() > 0 && end.processed() == 0) {
            saved(file, state.withoutJob());
            throw CommandException.aws("The import job " + end.jobName() + " ended " + end.status()
                    + " before its first user" + (end.message().isEmpty() ? "" : " (" + end.message() + ")")
                    + ". Mend that, and run the same command again; if the pool's schema has changed, with --fresh.");
        }
        return saved(file, state.ended(end));
    }

    /** What is known of a file's job without asking anybody. */
    public Optional<JobResult> resultOf(int file) {
        return journal.of(file).result();
    }

    /** The name of a file's job. */
    String name(int file, int attempt) {
        return String.format(Locale.ROOT, "cognito-dr-%s-%04d-%d", run, file, attempt);
    }

    /** A job whose upload failed is left behind: nobody starts it, and it expires. */
    private JobState uploaded(ImportFile file, JobState from, Progress progress) {
        JobState state = from;
        String trouble = "";
        Waiting.Pauses pauses = waiting.pauses();
        for (int attempts = 0; attempts < UPLOAD_ATTEMPTS; attempts++) {
            state = saved(file, state.nextAttempt());
            UserImportJobType job = create(name(file.number(), state.attempt()), progress);
            progress.says("uploading file " + file.number());
            trouble = upload.put(job.preSignedUrl(), file.path());
            if (trouble.isEmpty()) {
                progress.says("");
                return saved(file, state.uploaded(job.jobId()));
            }
            progress.says("the upload failed (" + trouble + "), trying again with a new job");
            pauses.pause();
        }
        throw CommandException.aws("The import file could not be uploaded for " + UPLOAD_ATTEMPTS
                + " import jobs (the last time: " + trouble + "): check that the network lets uploads to S3 of "
                + pool.id().region() + " through, and run the same command again.");
    }

    /** One whose answer is lost is left behind, like one whose upload failed. */
    private UserImportJobType create(String name, Progress progress) {
        Instant since = waiting.clock().instant();
        Waiting.Pauses pauses = waiting.pauses();
        while (true) {
            try {
                return pool.call(
                        Category.USER_POOL_RESOURCE_UPDATE,
                        "CreateUserImportJob",
                        cognito -> cognito.createUserImportJob(
                                        request -> request.userPoolId(pool.id().value())
                                                .jobName(name)
                                                .cloudWatchLogsRoleArn(role))
                                .userImportJob());
            } catch (PoolRefusedException refused) {
                if (refused.error().equals("PreconditionNotMetException")) {
                    waitForOthers(since, pauses, progress);
                } else {
                    throw CommandException.aws(
                            "Cognito made no import job for " + pool + ": " + refused.error() + ". Check the role "
                                    + role + ": cognito-idp.amazonaws.com must be trusted.",
                            refused);
                }
            } catch (CommandException gaveUp) {
                if (limitIsReached(gaveUp)) {
                    throw CommandException.aws(
                            pool + " takes no more import jobs (LimitExceededException): Cognito keeps 1,000 a pool,"
                                    + " and nobody can delete them. Ask AWS to raise it, or restore into another pool.",
                            gaveUp);
                }
                throw gaveUp;
            }
        }
    }

    private static boolean limitIsReached(CommandException failure) {
        return failure.getCause() instanceof PoolUnavailableException unavailable
                && unavailable.error().equals("LimitExceededException");
    }

    /**
     * Asks until the job has started. A start whose answer is lost shows in the job itself, and a job starts once only.
     *
     * @return empty if it has not been started, and will not be
     */
    private Optional<UserImportJobType> start(String jobId, int file, Progress progress) {
        Instant since = waiting.clock().instant();
        Waiting.Pauses pauses = waiting.pauses();
        while (true) {
            UserImportJobType job = describe(jobId);
            if (job == null || job.status() == UserImportJobStatusType.EXPIRED) {
                return Optional.empty();
            }
            if (job.status() != UserImportJobStatusType.CREATED) {
                progress.says("");
                return Optional.of(job);
            }
            if (job.creationDate().plus(STARTABLE).isBefore(waiting.clock().instant())) {
                return Optional.empty();
            }
            try {
                pool.once(
                        Category.USER_POOL_RESOURCE_UPDATE,
                        "StartUserImportJob",
                        cognito -> cognito.startUserImportJob(
                                request -> request.userPoolId(pool.id().value()).jobId(jobId)));
            } catch (PoolRefusedException refused) {
                if (!refused.error().equals("PreconditionNotMetException")) {
                    throw CommandException.aws(
                            "Cognito did not start the import job of file " + file + ": " + refused.error() + ".",
                            refused);
                }
                if (!hasStarted(jobId)) {
                    waitForOthers(since, pauses, progress);
                }
            } catch (PoolUnavailableException later) {
                if (later.error().equals("LimitExceededException")) {
                    waitForOthers(since, pauses, progress);
                } else if (waiting.clock().instant().isAfter(since.plus(waiting.forAJobOutOfSight()))) {
                    throw pool.translation(later);
                } else {
                    pauses.pause();
                }
            }
        }
    }

    private boolean hasStarted(String jobId) {
        UserImportJobType job = describe(jobId);
        return job == null || job.status() != UserImportJobStatusType.CREATED;
    }

    /** One job an account is active at a time, whoever's it is. (Facts, Import job) */
    private void waitForOthers(Instant since, Waiting.Pauses pauses, Progress progress) {
        Optional<String> other = activeJob();
        progress.says(
                other.isPresent()
                        ? "waiting for the import job " + other.get() + " to end"
                        : "Cognito starts no job yet: one of another pool may be running");
        Duration longest = other.isPresent() ? waiting.forAJobInSight() : waiting.forAJobOutOfSight();
        if (waiting.clock().instant().isAfter(since.plus(longest))) {
            throw CommandException.aws(
                    other.isPresent()
                            ? "The import job " + other.get() + " of " + pool + " does not end: one job an account can"
                                    + " be active. Stop it if nobody needs it, and run the same command again."
                            : "Cognito starts no import job into " + pool
                                    + ", and none is active there: a job of another"
                                    + " pool of this account and Region may be. Run the same command again when it has"
                                    + " ended.");
        }
        pauses.pause();
    }

    private Optional<String> activeJob() {
        @Nullable String token = null;
        do {
            String from = token;
            ListUserImportJobsResponse page = pool.call(
                    Category.USER_POOL_RESOURCE_READ,
                    "ListUserImportJobs",
                    cognito -> cognito.listUserImportJobs(request ->
                            request.userPoolId(pool.id().value()).maxResults(60).paginationToken(from)));
            Optional<String> active = page.userImportJobs().stream()
                    .filter(ImportJobs::isActive)
                    .map(UserImportJobType::jobName)
                    .findFirst();
            if (active.isPresent()) {
                return active;
            }
            token = page.paginationToken();
        } while (token != null);
        return Optional.empty();
    }

    private JobResult end(UserImportJobType started, Progress progress) {
        UserImportJobType job = started;
        long shown = show(job, 0, progress);
        Waiting.Pauses pauses = waiting.pauses();
        while (isActive(job)) {
            pauses.pause();
            UserImportJobType now = describe(job.jobId());
            if (now == null) {
                throw CommandException.aws("The import job " + job.jobName() + " has vanished from " + pool + ".");
            }
            job = now;
            shown = show(job, shown, progress);
        }
        return new JobResult(
                job.jobId(),
                job.jobName(),
                job.statusAsString(),
                Optional.ofNullable(job.completionMessage()).orElse(""),
                Optional.ofNullable(job.startDate()).orElse(job.creationDate()),
                count(job.importedUsers()),
                count(job.skippedUsers()),
                count(job.failedUsers()));
    }

    private static long show(UserImportJobType job, long shown, Progress progress) {
        long processed = count(job.importedUsers()) + count(job.skippedUsers()) + count(job.failedUsers());
        progress.step(processed - shown);
        return processed;
    }

    private static boolean isActive(UserImportJobType job) {
        return switch (job.status()) {
            case PENDING, IN_PROGRESS, STOPPING -> true;
            default -> false;
        };
    }

    private static long count(@Nullable Long users) {
        return users == null ? 0 : users;
    }

    private @Nullable UserImportJobType describe(String jobId) {
        try {
            return pool.call(
                    Category.USER_POOL_RESOURCE_READ,
                    "DescribeUserImportJob",
                    cognito -> cognito.describeUserImportJob(request ->
                                    request.userPoolId(pool.id().value()).jobId(jobId))
                            .userImportJob());
        } catch (CommandException failure) {
            if (failure.getCause() instanceof PoolUnavailableException unavailable
                    && unavailable.error().equals("ResourceNotFoundException")) {
                return null;
            }
            throw failure;
        }
    }

    private JobState saved(ImportFile file, JobState state) {
        journal.save(file.number(), state);
        return state;
    }
}
