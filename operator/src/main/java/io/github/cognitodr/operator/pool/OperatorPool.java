package io.github.cognitodr.operator.pool;

import dev.failsafe.Failsafe;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Pace;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.CognitoCalls;
import io.github.cognitodr.userpool.cognito.CognitoClients;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * A user pool, called no faster than its quotas allow, and again where that may help. Thread-safe.
 *
 * <pre>{@code
 * UserPoolType description = pool.call(Category.USER_POOL_RESOURCE_READ, "DescribeUserPool",
 *         cognito -> cognito.describeUserPool(request -> request.userPoolId(pool.id().value())).userPool());
 * }</pre>
 */
public final class OperatorPool implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What is not answered otherwise by asking again. */
    private static final Set<String> FINAL_ERRORS = Set.of(
            "AccessDeniedException",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "ExpiredTokenException",
            "MissingAuthenticationTokenException",
            "OptInRequired",
            "ResourceNotFoundException",
            "UserPoolAddOnNotEnabledException");

    /** What is wrong with one user, and with nobody else. */
    private static final Set<String> ERRORS_OF_ONE_USER = Set.of(
            "UserNotFoundException", "AliasExistsException", "UsernameExistsException", "NotAuthorizedException");

    private final UserPoolId id;
    private final Side side;
    private final CognitoIdentityProviderClient cognito;
    private final Quotas quotas;
    private final Patience patience;
    private final Map<Category, RateLimiter<Object>> paces = new EnumMap<>(Category.class);

    /**
     * A pool with clients of its own.
     *
     * @param side for messages
     */
    public OperatorPool(UserPoolId id, Side side, Quotas quotas, Patience patience) {
        this.id = id;
        this.side = side;
        this.quotas = quotas;
        this.patience = patience;
        this.cognito = CognitoClients.withoutRetries(id.region(), patience.attempt());
        for (Category category : Category.values()) {
            Duration between = Duration.ofNanos((long) (1_000_000_000L / quotas.rate(category)));
            paces.put(category, RateLimiter.smoothBuilder(between).build());
        }
    }

    public UserPoolId id() {
        return id;
    }

    public Side side() {
        return side;
    }

    /**
     * One call, which may be repeated: until it is answered, or patience is over.
     *
     * @param operation its name in the API, which is also the one of its permission
     * @throws PoolRefusedException if Cognito refused what was asked of one user, or for one
     * @throws CommandException if Cognito refused us, or did not answer
     */
    public <T> T call(Category category, String operation, Function<CognitoIdentityProviderClient, T> call) {
        AtomicBoolean noticed = new AtomicBoolean();
        RetryPolicy<T> again = RetryPolicy.<T>builder()
                .handleIf(OperatorPool::mayGetBetter)
                .withBackoff(FIRST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis(), ChronoUnit.MILLIS)
                .withJitter(0.5)
                .withMaxRetries(-1)
                .withMaxDuration(patience.whole())
                .onRetry(event -> notice(event.getLastException(), noticed))
                .build();
        return translated(() -> Failsafe.with(again).get(() -> once(category, operation, call)));
    }

    /**
     * One call, which is not repeated: whoever makes it decides what a lost answer means.
     *
     * @throws PoolUnavailableException if the answer was lost, or the call is to be made later
     * @throws PoolRefusedException if Cognito refused what was asked of one user, or for one
     * @throws CommandException if Cognito refused us
     */
    public <T> T once(Category category, String operation, Function<CognitoIdentityProviderClient, T> call) {
        awaitTurn(category);
        try {
            return CognitoCalls.call(operation, () -> call.apply(cognito));
        } catch (PoolUnavailableException refused) {
            if (ERRORS_OF_ONE_USER.contains(refused.error())) {
                throw new PoolRefusedException(String.valueOf(refused.getMessage()), refused.error());
            }
            if (FINAL_ERRORS.contains(refused.error())) {
                throw translation(refused);
            }
            throw refused;
        }
    }

    /** What {@code AdminGetUser} and its like are to be called through where the calls are somebody else's. */
    public CognitoTargetPool unpaced() {
        return new CognitoTargetPool(cognito, id);
    }

    /** The pace of a category, for calls that are made elsewhere. */
    public Pace pace(Category category) {
        return longest -> {
            try {
                return limiter(category).tryAcquirePermit(longest);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Requests a second of a category, for whoever says how long something will take. */
    public double rate(Category category) {
        return quotas.rate(category);
    }

    /** How long to ask again where no answer comes. */
    public Duration patience() {
        return patience.whole();
    }

    /** Waits for the next turn of a category. */
    public void awaitTurn(Category category) {
        try {
            limiter(category).acquirePermit();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PoolUnavailableException("Interrupted while waiting for a turn");
        }
    }

    /** DescribeUserPool. */
    public UserPoolType describe() {
        return call(
                Category.USER_POOL_RESOURCE_READ,
                "DescribeUserPool",
                client -> client.describeUserPool(request -> request.userPoolId(id.value()))
                        .userPool());
    }

    /** What the people of a pool sign in with, by its description. */
    public static SignInAttribute signIn(UserPoolType description) {
        if (description.usernameAttributesAsStrings().contains(Attributes.EMAIL)) {
            return SignInAttribute.EMAIL;
        }
        return description.usernameAttributesAsStrings().contains(Attributes.PHONE_NUMBER)
                ? SignInAttribute.PHONE_NUMBER
                : SignInAttribute.USERNAME;
    }

    /** Runs what makes calls of its own, and says what became of them as {@link #call} does. */
    public <T> T translated(java.util.function.Supplier<T> calls) {
        try {
            return calls.get();
        } catch (PoolUnavailableException unavailable) {
            throw translation(unavailable);
        }
    }

    /** Whether asking again may help. */
    public static boolean mayGetBetter(Throwable failure) {
        return failure instanceof PoolUnavailableException unavailable
                && !FINAL_ERRORS.contains(unavailable.error())
                && !ERRORS_OF_ONE_USER.contains(unavailable.error());
    }

    /** What to tell the person at the terminal. */
    public CommandException translation(PoolUnavailableException failure) {
        return PoolTrouble.of(failure, this);
    }

    @Override
    public void close() {
        cognito.close();
    }

    @Override
    public String toString() {
        return "the " + side + " pool " + id;
    }

    private RateLimiter<Object> limiter(Category category) {
        return java.util.Objects.requireNonNull(paces.get(category));
    }

    private void notice(Throwable failure, AtomicBoolean noticed) {
        boolean silent = failure instanceof PoolUnavailableException unavailable
                && unavailable.error().isEmpty();
        if (silent && noticed.compareAndSet(false, true)) {
            patience.notices()
                    .accept("Cognito of " + id.region() + " does not answer; asking again for "
                            + patience.whole().toSeconds() + " s.");
        }
    }
}
