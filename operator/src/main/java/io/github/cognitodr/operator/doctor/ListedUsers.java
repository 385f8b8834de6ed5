package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * Lists a pool in sixteen lanes, all of them together at the pace of its quota, and keeps eight bytes a user. A user who is
 * made or goes meanwhile may be missed.
 */
final class ListedUsers implements UserSurvey {
    private static final String LANES = "0123456789abcdef";

    private final Output output;

    ListedUsers(Output output) {
        this.output = output;
    }

    @Override
    public UserFigures of(OperatorPool pool) {
        UserPoolType description = pool.describe();
        Integer estimate = description.estimatedNumberOfUsers();
        Count count = new Count(OperatorPool.signIn(description));
        ExecutorService threads = Executors.newFixedThreadPool(LANES.length());
        try (Progress progress =
                output.progress("Listing the " + pool.side(), estimate == null ? 0 : estimate, "users")) {
            List<Future<?>> lanes = new ArrayList<>();
            LANES.chars()
                    .forEach(digit ->
                            lanes.add(threads.submit(() -> list(pool, Character.toString(digit), count, progress))));
            for (Future<?> lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CommandException.aws("Stopped");
        } finally {
            threads.shutdownNow();
        }
        return count.figures();
    }

    private static void list(OperatorPool pool, String lane, Count count, Progress progress) {
        @Nullable String token = null;
        do {
            @Nullable String next = token;
            UserListing.Page page = pool.call(
                    Category.USER_LIST,
                    "ListUsers",
                    cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, pool.id(), lane)
                            .page(next));
            page.users().forEach(count::add);
            progress.step(page.users().size());
            token = page.nextToken().orElse(null);
        } while (token != null);
    }

    /** Thread-safe. */
    static final class Count {
        private final SignInAttribute signIn;
        private final StableIds stableIds = new StableIds();
        private final LongAdder users = new LongAdder();
        private final LongAdder withoutContact = new LongAdder();
        private final LongAdder forceChange = new LongAdder();

        Count(SignInAttribute signIn) {
            this.signIn = signIn;
        }

        void add(UserProfile user) {
            users.increment();
            stableIds.add(user.stableId());
            if (!user.isFederated() && user.status() != UserStatus.UNCONFIRMED && !signIn.hasRecoveryContact(user)) {
                withoutContact.increment();
            }
            if (user.status() == UserStatus.FORCE_CHANGE_PASSWORD) {
                forceChange.increment();
            }
        }

        UserFigures figures() {
            return new UserFigures(users.sum(), stableIds.twice(), withoutContact.sum(), forceChange.sum());
        }
    }
}
