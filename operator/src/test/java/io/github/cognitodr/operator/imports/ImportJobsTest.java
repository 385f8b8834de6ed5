package io.github.cognitodr.operator.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.sandbox.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import jobs end well whatever comes between, and nobody is imported twice. */
class ImportJobsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void aFileIsImported() throws IOException {
        try (ImportPool people = new ImportPool()) {
            JobResult result = people.jobs(journal()).run(people.file(directory, 1, 0, 30), people.progress());

            assertThat(result.imported()).isEqualTo(30);
            assertThat(result.jobName()).isEqualTo("cognito-dr-run-0001-1");
            assertThat(people.users()).isEqualTo(30);
            assertThat(people.steps).isEqualTo(30);
        }
    }

    @Test
    void theJobOfSomebodyElseIsWaitedFor() throws IOException {
        try (ImportPool people = new ImportPool(region -> region.importDelay(Duration.ofMillis(700)))) {
            ImportJobs theirs = new ImportJobs(people.pool, ImportPool.ROLE, "theirs", journal(), Waiting.usual());
            Thread other = new Thread(() -> theirs.run(file(people, 7, 100), people.progress()));
            other.start();
            while (people.startedJobs().isEmpty()) {
                Thread.onSpinWait();
            }

            JobResult result = people.jobs(new JsonJobJournal(directory.resolve("ours.json")))
                    .run(people.file(directory, 1, 0, 5), people.progress());
            join(other);

            assertThat(result.imported()).isEqualTo(5);
            assertThat(people.said).contains("waiting for the import job cognito-dr-theirs-0007-1 to end");
            assertThat(people.users()).isEqualTo(10);
        }
    }

    @Test
    void whoeverWaitsInVainIsToldWhy() throws IOException {
        try (ImportPool people = new ImportPool(region -> region.importDelay(Duration.ofSeconds(5)))) {
            ImportJobs theirs = new ImportJobs(people.pool, ImportPool.ROLE, "theirs", journal(), Waiting.usual());
            Thread other = new Thread(() -> theirs.run(file(people, 7, 100), people.progress()));
            other.setDaemon(true);
            other.start();
            while (people.startedJobs().isEmpty()) {
                Thread.onSpinWait();
            }
            people.region.faults().choose(operation -> {
                if (operation.equals("StartUserImportJob")) {
                    people.clock.advance(Duration.ofHours(13));
                }
                return Fault.none();
            });

            assertThatThrownBy(() -> people.jobs(new JsonJobJournal(directory.resolve("ours.json")))
                            .run(people.file(directory, 1, 0, 5), people.progress()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("cognito-dr-theirs-0007-1");
        }
    }

    @Test
    void aUrlThatHasExpiredIsReplacedByANewJob() throws IOException {
        try (ImportPool people = new ImportPool()) {
            AtomicInteger uploads = new AtomicInteger();
            people.region.faults().choose(operation -> {
                if (operation.equals("PutObject") && uploads.incrementAndGet() == 1) {
                    people.clock.advance(Duration.ofMinutes(16));
                }
                return Fault.none();
            });

            JobResult result = people.jobs(journal()).run(people.file(directory, 1, 0, 5), people.progress());

            assertThat(result.imported()).isEqualTo(5);
            assertThat(result.jobName()).endsWith("-2");
            assertThat(people.said).contains("the upload failed (status 403), trying again with a new job");
            assertThat(people.startedJobs()).hasSize(1);
        }
    }

    @Test
    void anUploadThatFailsIsRepeated() throws IOException {
        try (ImportPool people = new ImportPool()) {
            AtomicInteger uploads = new AtomicInteger();
            people.region.faults().choose(operation -> switch (operation) {
                case "PutObject" ->
                    switch (uploads.incrementAndGet()) {
                        case 1 -> Fault.refuse();
                        case 2 -> Fault.error500();
                        case 3 -> Fault.loseAnswer();
                        default -> Fault.none();
                    };
                default -> Fault.none();
            });

            assertThat(people.jobs(journal())
                            .run(people.file(directory, 1, 0, 5), people.progress())
                            .imported())
                    .isEqualTo(5);
            assertThat(people.startedJobs()).hasSize(1);
        }
    }

    @Test
    void anUploadThatKeepsFailingIsGivenUpWithOneClearLine() throws IOException {
        try (ImportPool people = new ImportPool()) {
            people.region.faults().set("PutObject", Fault.deny());

            assertThatThrownBy(() -> people.jobs(journal()).run(people.file(directory, 1, 0, 5), people.progress()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("could not be uploaded")
                    .hasMessageContaining("status 4");
        }
    }

    @Test
    void answersThatAreLostDoNotImportTwice() throws IOException {
        try (ImportPool people = new ImportPool()) {
            AtomicInteger creations = new AtomicInteger();
            AtomicInteger starts = new AtomicInteger();
            people.region.faults().choose(operation -> switch (operation) {
                case "CreateUserImportJob" -> creations.incrementAndGet() == 1 ? Fault.loseAnswer() : Fault.none();
                case "StartUserImportJob" -> starts.incrementAndGet() == 1 ? Fault.loseAnswer() : Fault.none();
                default -> Fault.none();
            });

            JobResult result = people.jobs(journal()).run(people.file(directory, 1, 0, 5), people.progress());

            assertThat(result.imported()).isEqualTo(5);
            assertThat(people.startedJobs()).hasSize(1);
        }
    }

    @Test
    void whoeverIsKilledBetweenAnyTwoStepsGoesOn() throws IOException {
        for (int fatal = 1; fatal <= 8; fatal++) {
            for (boolean saved : new boolean[] {false, true}) {
                try (ImportPool people = new ImportPool()) {
                    Path file = directory.resolve("journal-" + fatal + saved + ".json");
                    ImportFile csv = people.file(directory, 1, 0, 8);
                    JobResult result = untilDone(people, csv, file, fatal, saved);

                    assertThat(result.imported()).as("killed at step %d", fatal).isEqualTo(8);
                    assertThat(people.startedJobs()).hasSize(1);
                    assertThat(people.users()).isEqualTo(8);
                }
            }
        }
    }

    @Test
    void aJobThatWasStartedAndEndedWhileNobodyLookedIsTakenOver() throws IOException {
        try (ImportPool people = new ImportPool()) {
            ImportFile csv = people.file(directory, 1, 0, 8);
            people.region.faults().set("DescribeUserImportJob", Fault.deny());
            assertThatThrownBy(() -> people.jobs(journal()).run(csv, people.progress()))
                    .isInstanceOf(CommandException.class);
            String job = journal().of(1).uploadedJob().orElseThrow();
            people.region.faults().clear();
            people.client.startUserImportJob(
                    request -> request.userPoolId(people.id.value()).jobId(job));

            JobResult result = people.jobs(journal()).run(csv, people.progress());

            assertThat(result.jobId()).isEqualTo(job);
            assertThat(result.imported()).isEqualTo(8);
            assertThat(people.allJobs()).hasSize(1);
        }
    }

    @Test
    void aJobThatExpiredBeforeItCouldStartIsReplaced() throws IOException {
        try (ImportPool people = new ImportPool()) {
            ImportFile csv = people.file(directory, 1, 0, 8);
            people.region.faults().set("StartUserImportJob", Fault.deny());
            assertThatThrownBy(() -> people.jobs(journal()).run(csv, people.progress()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("cognito-idp:StartUserImportJob");
            people.region.faults().clear();
            people.clock.advance(Duration.ofHours(30));

            assertThat(people.jobs(journal()).run(csv, people.progress()).imported())
                    .isEqualTo(8);
        }
    }

    @Test
    void aJobThatHasLookedAtNobodyIsNotTakenForDone() throws IOException {
        try (ImportPool people = new ImportPool()) {
            ImportFile csv = people.file(directory, 1, 0, 3);
            String whole = Files.readString(csv.path());
            Files.writeString(csv.path(), whole.substring(whole.indexOf(',') + 1));

            assertThatThrownBy(() -> people.jobs(journal()).run(csv, people.progress()))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("before its first user")
                    .hasMessageContaining("header");

            Files.writeString(csv.path(), whole);
            assertThat(people.jobs(journal()).run(csv, people.progress()).imported())
                    .isEqualTo(3);
        }
    }

    @Test
    void bothKindsOfLineNumbersAreReadFromTheLog() throws Exception {
        for (boolean headerIsLineOne : new boolean[] {true, false}) {
            try (ImportPool people = new ImportPool(region -> region.headerIsLineOne(headerIsLineOne))) {
                people.people(2, 5);
                ImportFile csv = people.file(directory, 1, 0, 8);
                Path journal = directory.resolve("journal-" + headerIsLineOne + ".json");

                JobResult result = people.jobs(new JsonJobJournal(journal)).run(csv, people.progress());
                ImportLog log = people.logs().read(result.jobId(), result.jobName());

                assertThat(result.skipped()).isEqualTo(2);
                assertThat(log.lines()).isEqualTo(8);
                assertThat(DoubtfulRows.of(8, result, java.util.Optional.of(log)).rows().stream())
                        .containsExactly(2, 5);
            }
        }
    }

    @Test
    void aLogOfSeveralPagesIsReadToItsEnd() throws Exception {
        try (ImportPool people = new ImportPool()) {
            ImportFile csv = people.file(directory, 1, 0, 12_345);
            people.people(12_344);

            JobResult result = people.jobs(journal()).run(csv, people.progress());
            ImportLog log = people.logs().read(result.jobId(), result.jobName());

            assertThat(log.lines()).isEqualTo(12_345);
            assertThat(log.troubles()).extracting(ImportLog.Trouble::number).containsExactly(12_346);
        }
    }

    @Test
    void aLogThatMayNotBeReadSaysWhichPermissionIsMissing() {
        try (ImportPool people = new ImportPool()) {
            people.region.faults().set("GetLogEvents", Fault.deny());

            assertThatThrownBy(() -> people.logs().read("import-1", "one"))
                    .isInstanceOf(ImportLogs.UnreadableLogException.class)
                    .hasMessageContaining("logs:GetLogEvents");
        }
    }

    /** Runs it again and again; the process ends at one step, before or after that is written down. */
    private static JobResult untilDone(ImportPool people, ImportFile csv, Path file, int fatal, boolean saved) {
        AtomicInteger steps = new AtomicInteger();
        for (int process = 0; process < 3; process++) {
            JsonJobJournal kept = new JsonJobJournal(file);
            JobJournal mortal = new JobJournal() {
                @Override
                public JobState of(int number) {
                    return kept.of(number);
                }

                @Override
                public void save(int number, JobState state) {
                    boolean dies = steps.incrementAndGet() == fatal;
                    if (!dies || saved) {
                        kept.save(number, state);
                    }
                    if (dies) {
                        throw new Killed();
                    }
                }
            };
            try {
                return people.jobs(mortal).run(csv, people.progress());
            } catch (Killed again) {
                // the next process
            }
        }
        throw new AssertionError("not done after three processes");
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private JsonJobJournal journal() {
        return new JsonJobJournal(directory.resolve("journal.json"));
    }

    private ImportFile file(ImportPool people, int number, int first) {
        try {
            return people.file(directory, number, first, 5);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
