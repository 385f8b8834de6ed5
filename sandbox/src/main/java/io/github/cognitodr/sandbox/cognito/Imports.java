package io.github.cognitodr.sandbox.cognito;

import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs import jobs, one at a time.
 *
 * <p>"One active job an account" is kept here for each Region, as AWS counts its quotas for each account and Region.
 */
final class Imports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    static final String PATH = "/_sandbox/import/";

    private final Clock clock;
    private final ImportSettings settings;
    private final Supplier<URI> endpoint;
    private final ExecutorService thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable ImportJob active;

    Imports(String region, Clock clock, ImportSettings settings, Supplier<URI> endpoint) {
        this.clock = clock;
        this.settings = settings;
        this.endpoint = endpoint;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread worker = new Thread(work, "cognito-import-" + region);
            worker.setDaemon(true);
            return worker;
        });
    }

    ImportSettings settings() {
        return settings;
    }

    /** The pre-signed URL of a job's file. */
    String url(ImportJob job) {
        return endpoint.get() + PATH + job.poolId() + "/" + job.id()
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900"
                + "&X-Amz-SignedHeaders=host%3Bx-amz-server-side-encryption&X-Amz-Signature=" + job.signature();
    }

    synchronized void start(Pool pool, ImportJob job) {
        Instant now = clock.instant();
        ImportJob.Status status = job.status(now);
        if (status != ImportJob.Status.CREATED) {
            throw AwsError.precondition("The user import job cannot be started: its status is " + status + ".");
        }
        Path file = job.file();
        if (file == null) {
            throw AwsError.precondition("The user import job cannot be started: no CSV file was uploaded.");
        }
        if (pool.settings().autoVerified().isEmpty()) {
            throw AwsError.precondition(
                    "The user import job cannot be started: the user pool has no auto verified attribute.");
        }
        if (active != null && active.active()) {
            throw AwsError.precondition("Only one user import job can be active in an account.");
        }
        active = job;
        job.start(now);
        thread.execute(() -> run(pool, job, file));
    }

    private void run(Pool pool, ImportJob job, Path file) {
        try {
            if (closed.await(settings.delay().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (job.begin()) {
                process(pool, job, file);
            }
            finish(job);
        } catch (ImportFile.NotImportableException e) {
            job.end(ImportJob.Status.FAILED, String.valueOf(e.getMessage()), clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.error("import job {} failed", job.id(), e);
            job.end(ImportJob.Status.FAILED, "The sandbox failed to import the file.", clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(file);
        }
    }

    private void process(Pool pool, ImportJob job, Path path) throws IOException, ImportFile.NotImportableException {
        ImportFile file = ImportFile.open(path, CsvHeader.of(pool, settings.passwordHashColumn()), settings.limits());
        file.forEach((number, row) -> {
            row(pool, job, settings.headerIsLineOne() ? number + 1 : number, row);
            return !job.stopping() && closed.getCount() > 0;
        });
    }

    /** Existing users are skipped, never changed. (facts, Import job) */
    private void row(Pool pool, ImportJob job, int line, ImportFile.ImportRow row) {
        Instant now = clock.instant();
        if (row.values() == null) {
            job.failed(line, String.valueOf(row.fault()), now);
            return;
        }
        try {
            User user = ImportedUser.of(pool, row.values(), now);
            pool.users().insert(user, false);
            job.succeeded(line, now);
        } catch (ImportedUser.Rejected e) {
            job.failed(line, e.text(), now);
        } catch (AwsError e) {
            if (e.type().equals("UsernameExistsException")) {
                job.skipped(line, now);
            } else {
                job.failed(line, e.text(), now);
            }
        }
    }

    private void finish(ImportJob job) {
        Instant now = clock.instant();
        if (job.stopping()) {
            job.end(ImportJob.Status.STOPPED, "The import job was stopped.", now);
        } else if (job.failedBy(settings.failureRule())) {
            job.end(ImportJob.Status.FAILED, "Too many users have failed or been skipped during the import.", now);
        } else {
            job.end(ImportJob.Status.SUCCEEDED, "Import Job Completed Successfully.", now);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.shutdownNow();
    }
}
