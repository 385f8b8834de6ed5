package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Some invocations of the trigger and of the worker for one person, whose calls come in any order, stall for any time, fail, lose
 * their answers or never go on; and the person, who recovers the account as soon as that is possible. By a clock that
 * stands still between the steps.
 */
class OverlappingInvocationsTest {
    private static final UserProfile PERSON =
            Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true");

    /** To ask for a code, to receive it and to use it takes the person at least this long. */
    private static final Duration RECOVERY = UserCopier.ENTITLEMENT;

    /** What happens to the next call of an invocation. */
    enum Fate {
        DONE,
        NOT_DONE,
        ANSWER_LOST,
        NEVER_GOES_ON
    }

    record Step(int invocation, int milliseconds, Fate fate) {}

    @Property(tries = 2000, seed = "20261122")
    void nobodysOwnPasswordIsOverwrittenAndInTheEndThePersonCanRecover(@ForAll("steps") List<Step> steps) {
        try (World world = new World()) {
            steps.forEach(world::step);
            world.finish();

            assertThat(world.overwritten)
                    .as("the person's password was overwritten")
                    .isFalse();
            UserProfile copy = world.pool.user();
            assertThat(copy.status()).isEqualTo(UserStatus.CONFIRMED);
            assertThat(copy.stableId()).isEqualTo("sub-1");
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Fate> fate = Arbitraries.frequency(
                Tuple.of(20, Fate.DONE),
                Tuple.of(1, Fate.NOT_DONE),
                Tuple.of(1, Fate.ANSWER_LOST),
                Tuple.of(1, Fate.NEVER_GOES_ON));
        // mostly swift: whoever stalls at every step is out of time before anything can overlap
        Arbitrary<Integer> pause = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(0, 20)),
                Tuple.of(1, Arbitraries.integers().between(500, 4000)));
        return Combinators.combine(Arbitraries.integers().between(0, World.INVOCATIONS - 1), pause, fate)
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** The pool, the clock and everybody at work on them; only one thread runs at any time. */
    private static final class World implements AutoCloseable {
        static final int INVOCATIONS = 4;

        private final AtomicLong nanoTime = new AtomicLong();
        private final OnePersonsPool pool = new OnePersonsPool();
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<Invocation> invocations = new ArrayList<>();
        private long recoversAt = Long.MAX_VALUE;
        private boolean recovered;
        private boolean overwritten;

        World() {
            for (int i = 0; i < INVOCATIONS; i++) {
                invocations.add(new Invocation(this, i == 0));
            }
        }

        void step(Step step) {
            pass(Duration.ofMillis(step.milliseconds()));
            invocations.get(step.invocation()).step(step.fate());
        }

        /** Everybody goes on to the end, and at last the queue delivers once more. */
        void finish() {
            invocations.forEach(invocation -> {
                while (invocation.step(Fate.DONE)) {
                    pass(Duration.ofMillis(20));
                }
            });
            Invocation last = new Invocation(this, false);
            while (last.step(Fate.DONE)) {
                pass(Duration.ofMillis(20));
            }
            pass(RECOVERY);
        }

        private void pass(Duration time) {
            long now = nanoTime.addAndGet(time.toNanos());
            if (now >= recoversAt) {
                recovered = true;
            }
        }

        void passwordSet() {
            if (recovered) {
                overwritten = true;
            }
            recoversAt = Math.min(recoversAt, nanoTime.get() + RECOVERY.toNanos());
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    /** One invocation in a thread of its own, held before and after each call. */
    private static final class Invocation implements TargetPool {
        private final World world;
        private final Semaphore go = new Semaphore(0);
        private final Semaphore paused = new Semaphore(0);
        private final boolean trigger;
        private @Nullable Future<?> running;
        private volatile boolean over;
        private volatile Fate fate = Fate.DONE;

        Invocation(World world, boolean trigger) {
            this.world = world;
            this.trigger = trigger;
        }

        /** Lets it go on to its next call; false if it has ended. */
        boolean step(Fate next) {
            if (over) {
                return false;
            }
            fate = next;
            if (running == null) {
                running = world.threads.submit(this::run);
            } else {
                go.release();
            }
            paused.acquireUninterruptibly();
            return !over;
        }

        private void run() {
            UserCopier copier = new UserCopier(this, SignInAttribute.EMAIL, Pace.UNLIMITED);
            try {
                if (trigger) {
                    copier.ensure(PERSON, Deadline.in(Duration.ofMillis(1500), world.nanoTime::get));
                } else {
                    copier.resume(
                            PERSON,
                            UserCopier.WhereMissing.CREATE,
                            Deadline.in(Duration.ofSeconds(5), world.nanoTime::get));
                }
            } catch (PoolUnavailableException leftToTheQueue) {
                // another delivery takes it up
            } finally {
                over = true;
                paused.release();
            }
        }

        private <T> T call(Supplier<T> work, Deadline deadline) {
            pause();
            if (deadline.hasPassed()) {
                throw new PoolUnavailableException("No time left");
            }
            if (fate == Fate.NOT_DONE) {
                throw new PoolUnavailableException("not done");
            }
            T answer = work.get();
            boolean lost = fate == Fate.ANSWER_LOST;
            pause();
            if (lost) {
                throw new PoolUnavailableException("answer lost");
            }
            return answer;
        }

        private void pause() {
            if (fate == Fate.NEVER_GOES_ON) {
                throw new PoolUnavailableException("killed");
            }
            paused.release();
            go.acquireUninterruptibly();
        }

        @Override
        public Optional<UserProfile> find(String username, Deadline deadline) {
            return call(() -> world.pool.found(), deadline);
        }

        @Override
        public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
            return call(() -> world.pool.created(attributes), deadline);
        }

        @Override
        public void disable(String username, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirmWithUnknownPassword(String username, Deadline deadline) {
            call(
                    () -> {
                        world.pool.confirmed();
                        world.passwordSet();
                        return "";
                    },
                    deadline);
        }
    }

    private static final class OnePersonsPool {
        private Optional<UserProfile> user = Optional.empty();

        Optional<UserProfile> found() {
            return user;
        }

        UserProfile user() {
            return user.orElseThrow();
        }

        TargetPool.Creation created(Map<String, String> attributes) {
            if (user.isPresent()) {
                return new TargetPool.Creation.UsernameTaken();
            }
            user = Optional.of(Profiles.of(
                    "standby-1",
                    "FORCE_CHANGE_PASSWORD",
                    true,
                    "email",
                    String.valueOf(attributes.get("email")),
                    Attributes.ORIGIN_SUB,
                    String.valueOf(attributes.get(Attributes.ORIGIN_SUB))));
            return new TargetPool.Creation.Created("standby-1");
        }

        void confirmed() {
            user = Optional.of(Profiles.of(
                    "standby-1", "CONFIRMED", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));
        }
    }
}
