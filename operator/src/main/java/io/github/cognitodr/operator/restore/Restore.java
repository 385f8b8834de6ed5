package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.ExitCode;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.Part;
import io.github.cognitodr.operator.census.PoolCensus;
import io.github.cognitodr.operator.census.WorkLock;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.imports.CloudWatchImportLogs;
import io.github.cognitodr.operator.imports.ImportJobs;
import io.github.cognitodr.operator.imports.JsonJobJournal;
import io.github.cognitodr.operator.imports.Waiting;
import io.github.cognitodr.operator.pool.InParallel;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.snapshot.SnapshotBucket;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Brings the users of a snapshot into a pool that may hold none, some or all of them. Everything that is decided or done is
 * written down before the next step, so that the same command goes on after the end of the process, however it came.
 *
 * <pre>{@code
 * int exitCode = new Restore(deployment, workDirectory, output, plan -> consent.isGiven(plan, output)).run(request);
 * }</pre>
 */
public final class Restore {
    /** What was listed longer ago than this says too little about now; nothing was changed yet. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final int THREADS = 16;
    private static final int BATCH = 200;
    private static final String LISTED_AT = "listedAt";

    private final Deployment deployment;
    private final Path work;
    private final Output output;
    private final Predicate<List<String>> consent;
    private final Clock clock = Clock.systemUTC();

    /**
     * For one run.
     *
     * @param work where unfinished work and reports are kept
     * @param consent is shown the plan, and says whether to go on
     */
    public Restore(Deployment deployment, Path work, Output output, Predicate<List<String>> consent) {
        this.deployment = deployment;
        this.work = work;
        this.output = output;
        this.consent = consent;
    }

    /**
     * Restores.
     *
     * @return one of {@link ExitCode}
     * @throws CommandException if it cannot go on; what was done stays done
     */
    public int run(RestoreRequest request) throws IOException {
        UserPoolId into = request.intoPool().orElseGet(() -> deployment.poolId(request.into()));
        OperatorPool pool = request.intoPool().isPresent()
                ? deployment.pool(into, request.into())
                : deployment.pool(request.into());
        Path directory = work.resolve("restore-" + into.value());
        WorkLock lock = WorkLock.take(directory);
        try {
            if (request.fresh()) {
                WorkDirectory.delete(directory);
            }
            return run(request, pool, new WorkDirectory(directory));
        } finally {
            lock.close();
            if (request.intoPool().isPresent()) {
                pool.close();
            }
        }
    }

    private int run(RestoreRequest request, OperatorPool pool, WorkDirectory directory) throws IOException {
        UserPoolId from = deployment.poolId(Side.STANDBY);
        boolean isPrimary = isPrimary(request, pool.id());
        RunState state = RunState.of(request, isPrimary);
        if (directory.exists() && !mayGoOn(request, state, directory)) {
            directory.clear();
        }
        directory.create();
        boolean over = false;
        try (Ledger ledger = directory.ledger()) {
            Manifest manifest = manifest(request, from, ledger, directory, state);
            RestoreTarget target = RestoreTarget.of(pool, isPrimary);
            if (!RunState.isPlanned(ledger)) {
                plan(request, manifest, target, ledger, directory);
                RunState.planned(ledger, clock);
            }
            boolean marks = request.mark() && isPrimary && !from.equals(pool.id());
            // what is missing is to be known before anything is changed
            String role = ledger.countOpen(Task.IMPORT) > 0 ? deployment.importRole(request.into()) : "";
            // of a plan that nobody wants nothing personal is kept
            over = !RunState.hasBegun(ledger);
            if (!isAgreed(new Plan(manifest, target, ledger), marks, ledger)) {
                return ExitCode.DONE;
            }
            over = false;
            boolean again = RunState.begin(ledger, clock);
            execute(request, target, role, ledger, directory, again);
            directory.deletePersonalFiles();
            boolean finished = !marks || new Marking(deployment.pool(Side.STANDBY), ledger, output).run();
            int exitCode = report(manifest, target, ledger, finished);
            if (!finished) {
                ledger.forgetPeople();
            }
            over = finished;
            return exitCode;
        } finally {
            if (over) {
                directory.clear();
            }
        }
    }

    private boolean mayGoOn(RestoreRequest request, RunState state, WorkDirectory directory) throws IOException {
        try (Ledger ledger = directory.ledger()) {
            return state.mayGoOn(ledger, request.snapshot(), clock, FRESH, output);
        }
    }

    private boolean isPrimary(RestoreRequest request, UserPoolId into) {
        if (request.into() != Side.PRIMARY) {
            return false;
        }
        if (request.intoPool().isEmpty()) {
            return true;
        }
        try {
            return deployment.poolId(Side.PRIMARY).equals(into);
        } catch (CommandException unknown) {
            output.note("The deployment's own primary pool is not known; " + into.value()
                    + " is taken for another one: whoever is missing there comes back, and nobody is marked.");
            return false;
        }
    }

    private Manifest manifest(
            RestoreRequest request, UserPoolId from, Ledger ledger, WorkDirectory directory, RunState state)
            throws IOException {
        Optional<Manifest> known = directory.manifest();
        if (known.isPresent()) {
            if (!known.get().userPoolId().equals(from)) {
                throw CommandException.wrongUse("The unfinished restore is of a snapshot of the pool "
                        + known.get().userPoolId().value()
                        + ": name it with --standby-pool, or begin anew with --fresh.");
            }
            if (RunState.hasBegun(ledger)) {
                return known.get();
            }
        }
        SnapshotBucket bucket = bucket();
        SnapshotId id = request.snapshot().orElseGet(() -> bucket.latest(from));
        Manifest manifest = bucket.manifest(from, id);
        if (known.isPresent() && known.get().equals(manifest)) {
            return manifest;
        }
        // as long as nothing was changed, what is in the bucket now is what counts
        directory.clearFiles();
        ledger.clear();
        directory.keep(manifest);
        state.keep(ledger, id);
        return manifest;
    }

    private SnapshotBucket bucket() {
        return new SnapshotBucket(deployment.s3(), deployment.bucket(), deployment.region(Side.STANDBY));
    }

    private void plan(
            RestoreRequest request, Manifest manifest, RestoreTarget target, Ledger ledger, WorkDirectory directory)
            throws IOException {
        List<Path> profiles = download(manifest, directory);
        try (Census census = Census.open(directory.census(), target.signIn(), target.caseSensitive())) {
            read(manifest, profiles, census);
            list(target, census);
            ledger.clearUsers();
            directory.clearCsv();
            long users = manifest.contents().users();
            Map<String, String> hashes = new LinkedHashMap<>();
            try (Progress progress = output.progress("Planning", users, "users");
                    Profiles source = new Profiles(profiles);
                    CsvFiles files = new CsvFiles(
                            directory.csv(),
                            target.rules(),
                            request.rowsPerFile(),
                            (file, hash) -> hashes.put(CsvFiles.hashName(file), hash))) {
                new Planning(target, request, ledger, files).run(census, source, users, progress);
            }
            hashes.forEach(ledger::keep);
        }
    }

    private List<Path> download(Manifest manifest, WorkDirectory directory) throws IOException {
        List<SnapshotFile> files = manifest.contents().files(FileKind.PROFILES);
        SnapshotBucket bucket = bucket();
        List<Path> downloaded = new ArrayList<>();
        long bytes = files.stream().mapToLong(SnapshotFile::bytes).sum();
        try (Progress progress = output.progress("Downloading snapshot", bytes, "bytes")) {
            for (SnapshotFile file : files) {
                downloaded.add(bucket.download(file, directory.profiles(), progress::step));
            }
        }
        return downloaded;
    }

    private void read(Manifest manifest, List<Path> files, Census census) throws IOException {
        long users = manifest.contents().users();
        if (census.kept("read").isPresent()) {
            return;
        }
        census.clear(Part.SOURCE);
        try (Progress progress = output.progress("Reading snapshot", users, "users");
                Profiles profiles = new Profiles(files)) {
            long read = 0;
            for (UserProfile user = profiles.next(); user != null; user = profiles.next()) {
                census.add(Part.SOURCE, user);
                progress.step(1);
                read++;
            }
            if (read != users) {
                throw CommandException.wrongUse(String.format(
                        Locale.ROOT,
                        "The snapshot has %,d users in its files, and %,d by its manifest: it is refused, and nothing"
                                + " was changed.",
                        read,
                        users));
            }
        }
        census.dropRepeats(Part.SOURCE);
        census.keep("read", "done");
        census.save();
    }

    private void list(RestoreTarget target, Census census) {
        Optional<Instant> listedAt = census.kept(LISTED_AT).map(Instant::parse);
        if (listedAt.isEmpty() || listedAt.get().plus(FRESH).isBefore(clock.instant())) {
            if (listedAt.isPresent()) {
                census.clear(Part.TARGET);
            }
            new PoolCensus(census, clock, output).list(Map.of(Part.TARGET, target.pool()));
            census.keep(LISTED_AT, clock.instant().toString());
            census.save();
        }
        census.match();
    }

    private boolean isAgreed(Plan plan, boolean marks, Ledger ledger) {
        long toMark = marks ? ledger.countBornThere() : 0;
        if (plan.isEmpty() && toMark == 0) {
            plan.lines(0).forEach(output::note);
            return true;
        }
        if (consent.test(plan.lines(toMark))) {
            return true;
        }
        output.document(plan.document());
        return false;
    }

    private void execute(
            RestoreRequest request,
            RestoreTarget target,
            String role,
            Ledger ledger,
            WorkDirectory directory,
            boolean again)
            throws IOException {
        OperatorPool pool = target.pool();
        if (ledger.countOpen(Task.IMPORT) > 0) {
            ImportJobs jobs = new ImportJobs(
                    pool, role, RunState.name(ledger), new JsonJobJournal(directory.jobs()), Waiting.usual());
            new ImportStep(
                            jobs,
                            new CloudWatchImportLogs(
                                    pool.id(),
                                    target.name(),
                                    deployment.patience().attempt()),
                            new TargetPresence(target, directory.path(), output),
                            ledger,
                            directory.csv(),
                            output)
                    .run();
        }
        byApi("Creating", Task.CREATE, new Creating(target, again), ledger);
        byApi("Changing", Task.CHANGE, new Changing(target, request.updateChanged()), ledger);
    }

    private void byApi(String title, Task task, Function<Entry, Settled> work, Ledger ledger) {
        long open = ledger.countOpen(task);
        if (open == 0) {
            return;
        }
        try (Progress progress = output.progress(title, open, "users")) {
            InParallel.run(
                    THREADS,
                    new InBatches<>(BATCH, (from, most) -> ledger.open(task, from, most), Entry::number),
                    work,
                    ledger::settle,
                    ledger::save,
                    progress);
        }
    }

    private int report(Manifest manifest, RestoreTarget target, Ledger ledger, boolean marked) throws IOException {
        Path file = work.resolve("restore-" + target.pool().id().value() + "-" + manifest.snapshotId() + ".jsonl");
        Files.deleteIfExists(file);
        return new Report(manifest, target, ledger, output).write(file, marked);
    }
}
