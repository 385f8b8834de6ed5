package io.github.cognitodr.operator.census;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.userpool.SignInAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * The primary pool as the source and the standby pool as the target, listed and matched in a work file of their own. A run
 * that was interrupted within the hour is gone on with; two at a time are refused. For one thread.
 */
public final class PoolPair implements AutoCloseable {
    /** What was listed longer ago than this says too little about now. */
    private static final Duration FRESH = Duration.ofHours(1);

    private static final String LISTED_AT = "listedAt";

    private final WorkLock lock;
    private final Path file;
    private final Census census;
    private final SignInAttribute signIn;

    private PoolPair(WorkLock lock, Path file, Census census, SignInAttribute signIn) {
        this.lock = lock;
        this.file = file;
        this.census = census;
        this.signIn = signIn;
    }

    /**
     * Lists both pools, if they were not listed a moment ago, and matches their users.
     *
     * @param directory where work files are kept
     * @param purpose of the work file, such as {@code compare}
     * @param fresh whether to begin anew in any case
     */
    public static PoolPair take(
            Deployment deployment, Path directory, String purpose, boolean fresh, Clock clock, Output output)
            throws IOException {
        OperatorPool primary = deployment.pool(Side.PRIMARY);
        OperatorPool standby = deployment.pool(Side.STANDBY);
        if (primary.id().equals(standby.id())) {
            throw CommandException.wrongUse("The primary and the standby are one pool, " + primary.id()
                    + ": check --primary-pool and --standby-pool.");
        }
        UserPoolType ofPrimary = primary.describe();
        UserPoolType ofStandby = standby.describe();
        SignInAttribute signIn = OperatorPool.signIn(ofPrimary);
        if (signIn != OperatorPool.signIn(ofStandby)) {
            throw CommandException.wrongUse("People sign in with " + signIn.id() + " in the primary pool and with "
                    + OperatorPool.signIn(ofStandby).id()
                    + " in the standby pool: nobody can be told apart. The standby pool has to be made anew"
                    + " (cognito-dr doctor says more).");
        }
        Path file = directory.resolve(purpose + "-" + primary.id() + "-" + standby.id() + ".db");
        WorkLock lock = WorkLock.take(file);
        try {
            Census census = Census.open(file, signIn, isCaseSensitive(ofPrimary) && isCaseSensitive(ofStandby));
            PoolPair pair = new PoolPair(lock, file, census, signIn);
            pair.fill(Map.of(Part.SOURCE, primary, Part.TARGET, standby), fresh, clock, output);
            return pair;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    public Census census() {
        return census;
    }

    public SignInAttribute signIn() {
        return signIn;
    }

    /** To be called when all is done: nothing is left to be taken up again. */
    public void finish() throws IOException {
        census.close();
        WorkFile.delete(file);
    }

    @Override
    public void close() {
        census.close();
        lock.close();
    }

    private void fill(Map<Part, OperatorPool> pools, boolean fresh, Clock clock, Output output) {
        Optional<Instant> listedAt = census.kept(LISTED_AT).map(Instant::parse);
        boolean old = listedAt.isPresent() && listedAt.get().plus(FRESH).isBefore(clock.instant());
        if (fresh || old) {
            for (Part part : Part.values()) {
                census.clear(part);
            }
            census.forgetAll();
            listedAt = Optional.empty();
        }
        if (listedAt.isPresent()) {
            output.note("Going on with the run that was interrupted; its listing is of " + listedAt.get() + ".");
            return;
        }
        new PoolCensus(census, clock, output).list(pools);
        output.note("Matching the users of both pools.");
        census.match();
        census.keep(LISTED_AT, clock.instant().toString());
        census.save();
    }

    /** (API, UsernameConfigurationType: case sensitive where nothing is said) */
    private static boolean isCaseSensitive(UserPoolType pool) {
        return pool.usernameConfiguration() == null
                || !Boolean.FALSE.equals(pool.usernameConfiguration().caseSensitive());
    }
}
