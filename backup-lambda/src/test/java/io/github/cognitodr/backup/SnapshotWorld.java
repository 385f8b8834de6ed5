package io.github.cognitodr.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A queue that delivers requests, the workers that take snapshots for them, and the pool and bucket they do it with. The
 * workers are the function itself, each in a thread, held before each call to the pool, the bucket and the queue; only
 * one thread runs at any time, and a clock stands still between the steps.
 */
final class SnapshotWorld {
    static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");

    private static final Instant BEGINNING = Instant.parse("2026-11-22T06:00:00Z");

    /** A page takes so long that a run of three saves its progress in the middle. */
    private static final Duration PAGE = Duration.ofSeconds(200);

    private static final int MOST_DELIVERIES = 40;

    /** Two pages with somebody and one with nobody between them. */
    private static final List<List<UserProfile>> PAGES = List.of(
            List.of(person("a"), person("b")),
            List.of(),
            List.of(person("c"), Profiles.of("d", "UNCONFIRMED", true, "email", "d@example.com")));

    private static final ImportRules RULES = new ImportRules(
            List.of("cognito:username", "email", "email_verified", "custom:origin_sub"),
            Set.of("email"),
            Set.of("email"),
            true,
            SignInAttribute.EMAIL);

    /**
     * What a worker is about to do. To die, or to be held up, before a question comes to the same as being so before the
     * next write, or after the last.
     */
    private enum Gate {
        ASK_POOL,
        READ,
        WRITE,
        TELL_QUEUE
    }

    final FakeS3 bucket = new FakeS3();
    final List<String> violations = new ArrayList<>();
    private final Interleavings.Choices choices;
    private final ExecutorService threads;
    private final List<Message> queue = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private Instant now = BEGINNING;
    private Optional<Worker> asked = Optional.empty();
    private int deliveries;

    /** A request in the FIFO queue, of which the first is the only one that may be in flight. */
    private static final class Message {
        final SnapshotRequest request;
        Instant visibleAt = Instant.MIN;

        /** Who was given it last, and so holds the receipt that counts. */
        @Nullable Worker holder;

        Message(SnapshotRequest request) {
            this.request = request;
        }
    }

    /** @param startAfter of the requests, in seconds from the beginning */
    SnapshotWorld(Interleavings.Choices choices, ExecutorService threads, int... startAfter) {
        this.choices = choices;
        this.threads = threads;
        for (int seconds : startAfter) {
            queue.add(new Message(new SnapshotRequest(POOL, BEGINNING.plusSeconds(seconds))));
        }
    }

    /** Plays until every request is answered and every worker at its end. */
    void play() {
        while (true) {
            Optional<Worker> next = asked.or(
                    () -> workers.stream().filter(worker -> !worker.over).findFirst());
            asked = Optional.empty();
            if (next.isEmpty() && queue.isEmpty()) {
                return;
            }
            // Where nobody holds the message any more, its visibility timeout ends.
            next.orElseGet(this::deliver).goOn();
        }
    }

    private Worker deliver() {
        Message message = queue.get(0);
        deliveries++;
        if (deliveries > MOST_DELIVERIES) {
            throw new AssertionError("No end: " + violations);
        }
        now = (message.visibleAt.isAfter(now) ? message.visibleAt : now).plusSeconds(1);
        Worker worker = new Worker(message);
        message.holder = worker;
        workers.add(worker);
        return worker;
    }

    /** Chooses what befalls a worker here, in that worker's own thread. */
    private Runnable fateOf(Worker worker, Gate gate) {
        List<Runnable> fates = new ArrayList<>();
        fates.add(() -> {});
        if (gate == Gate.ASK_POOL && !worker.outOfTime) {
            fates.add(() -> worker.outOfTime = true);
        }
        if (gate == Gate.WRITE || gate == Gate.TELL_QUEUE) {
            fates.add(() -> {
                throw new KilledError();
            });
            for (Worker other : workers) {
                if (other != worker && !other.over) {
                    fates.add(() -> worker.makeWayFor(other));
                }
            }
            if (!queue.isEmpty()) {
                // A visibility timeout that ends, or a receipt that was used, while somebody is still at work.
                fates.add(() -> worker.makeWayFor(deliver()));
            }
        }
        if (gate == Gate.WRITE) {
            fates.add(() -> worker.answerLost = true);
        }
        return fates.get(fates.size() == 1 ? 0 : choices.of(fates.size()));
    }

    /** The function has answered, and the event source deletes the message if it may. */
    private void answered(Worker worker, boolean acknowledged) {
        if (acknowledged) {
            if (!isAnswered(worker.message.request)) {
                violations.add("acknowledged without a snapshot: " + worker.message.request);
            }
            // A receipt that is no longer the last may still delete: the worse of what SQS documents.
            queue.remove(worker.message);
        }
    }

    /** Nothing here refuses or is broken, so nobody has to call an operator: not for two manifests of one snapshot either. */
    private void read(byte[] line) {
        String text = new String(line, UTF_8);
        if (text.contains("\"level\":\"ERROR\"")) {
            violations.add(text);
        }
    }

    private boolean isAnswered(SnapshotRequest request) {
        return latest().filter(snapshot -> !snapshot.startedAt().isBefore(request.startAfter()))
                .filter(snapshot -> bucket.objects.containsKey(SnapshotKeys.manifest(POOL, snapshot)))
                .isPresent();
    }

    private static UserProfile person(String sub) {
        return Profiles.confirmed(sub, "email", sub + "@example.com", "email_verified", "true");
    }

    /** The subs of everybody in the pool. */
    static List<String> everybody() {
        return PAGES.stream().flatMap(List::stream).map(UserProfile::sub).toList();
    }

    private static final class KilledError extends Error {
        private static final long serialVersionUID = 1;
    }

    /** One invocation of the function. */
    private final class Worker implements SnapshotTaker.Pools, SnapshotQueue, FakeS3.Line {
        private final Message message;
        private final Semaphore go = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private Gate gate = Gate.READ;
        private boolean begun;
        private boolean killed;
        private volatile boolean over;
        private volatile boolean outOfTime;
        private volatile boolean answerLost;

        Worker(Message message) {
            this.message = message;
        }

        /** Goes on until it is over, or makes way for another. */
        void goOn() {
            if (begun) {
                go.release();
            } else {
                begun = true;
                threads.execute(this::run);
            }
            stopped.acquireUninterruptibly();
        }

        void makeWayFor(Worker other) {
            asked = Optional.of(other);
            stopped.release();
            go.acquireUninterruptibly();
            // Whatever else may befall it here is still to come.
            pause(gate);
        }

        private void run() {
            try {
                answered(
                        this,
                        takeSnapshot()
                                .handleRequest(event(), context())
                                .getBatchItemFailures()
                                .isEmpty());
            } catch (KilledError nobodyHears) {
                // the message comes back
            } catch (RuntimeException | Error defect) {
                violations.add(defect.toString());
            } finally {
                over = true;
                stopped.release();
            }
        }

        private TakeSnapshot takeSnapshot() {
            Clock clock = new SteppedClock();
            StructuredLog log = new StructuredLog("test", SnapshotWorld.this::read);
            S3Client s3 = bucket.through(this);
            return new TakeSnapshot(
                    new SnapshotTaker(
                            this,
                            new S3SnapshotStore(s3, "bucket"),
                            clock,
                            RollingFile.Limits.OF_IMPORT_JOB,
                            log::write),
                    this,
                    clock,
                    log);
        }

        private SQSEvent event() {
            SQSMessage record = new SQSMessage();
            record.setMessageId("m");
            record.setReceiptHandle("r");
            record.setBody(message.request.toJson());
            SQSEvent event = new SQSEvent();
            event.setRecords(List.of(record));
            return event;
        }

        private FixedContext context() {
            return new FixedContext(() -> outOfTime ? 0 : 900_000);
        }

        /** Here the others may come in; a worker that is killed never does what it was about to, nor anything else. */
        private void pause(Gate at) {
            gate = at;
            if (killed) {
                throw new KilledError();
            }
            try {
                fateOf(this, at).run();
            } catch (KilledError death) {
                killed = true;
                throw death;
            }
        }

        @Override
        public <T> T call(boolean writes, Supplier<T> work) {
            pause(writes ? Gate.WRITE : Gate.READ);
            if (answerLost) {
                answerLost = false;
                tryWithoutAnswer(work);
            }
            // The first attempt, or the one that the SDK makes when no answer comes.
            return work.get();
        }

        private <T> void tryWithoutAnswer(Supplier<T> work) {
            try {
                Object unused = work.get();
            } catch (SdkClientException | software.amazon.awssdk.services.s3.model.S3Exception refused) {
                // nobody hears of that either
            }
        }

        @Override
        public PoolDescription describe(UserPoolId pool) {
            pause(Gate.READ);
            return new PoolDescription(RULES, everybody().size());
        }

        @Override
        public LaneListing list(UserPoolId pool, List<Lane> lanes) {
            return new SequentialLanes(lanes, this::page, new SteppedClock());
        }

        private UserListing.Page page(Lane lane) {
            pause(Gate.ASK_POOL);
            now = now.plus(PAGE);
            int number = lane.token().map(Integer::valueOf).orElse(0);
            return new UserListing.Page(
                    PAGES.get(number),
                    number + 1 == PAGES.size() ? Optional.empty() : Optional.of(String.valueOf(number + 1)));
        }

        @Override
        public void ask(SnapshotRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void askAgainIn(String receiptHandle, Duration delay) {
            pause(Gate.TELL_QUEUE);
            if (message.holder == this) {
                message.visibleAt = now.plus(delay);
            }
        }
    }

    /** The world's time, for those who must not set it. */
    private final class SteppedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** What latest.json names. */
    Optional<SnapshotId> latest() {
        return Optional.ofNullable(bucket.objects.get(SnapshotKeys.latest(POOL)))
                .map(json -> JsonObject.parse(json).parse("snapshotId", SnapshotId::new));
    }

    static SnapshotId snapshotOf(String manifestKey) {
        return new SnapshotId(manifestKey.replaceAll(".*/([^/]+)/manifest[.]json", "$1"));
    }

    /** The manifests that exist, oldest first. */
    Stream<String> manifests() {
        return bucket.objects.keySet().stream().filter(key -> key.endsWith("/manifest.json"));
    }
}
