package io.github.cognitodr.backup;

import io.github.cognitodr.sandbox.aws.S3Call;
import io.github.cognitodr.sandbox.faults.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Cognito and S3 do to a worker, drawn by a seed: of the calls to the pool some fail; of the calls to S3 the first two
 * of four, for each operation and key, and one of the two is carried out without an answer. The SDK calls four times, and
 * needs that: after a part that was refused by an error, its next attempt fails as well. Thread-safe.
 */
final class Troubles {
    /** Of the calls to the pool. */
    private static final double SHARE = 0.2;

    /** The calls of the worker; whoever else changes the pool meanwhile is left alone. */
    private static final Set<String> OF_WORKER = Set.of("ListUsers", "DescribeUserPool", "GetCSVHeader");

    private enum Kind {
        LOSE_ANSWER,
        REFUSE,
        ERROR_500,
        BARE_503,
        THROTTLE;

        private Fault fault() {
            return switch (this) {
                case LOSE_ANSWER -> Fault.loseAnswer();
                case REFUSE -> Fault.refuse();
                case ERROR_500 -> Fault.error500();
                case BARE_503 -> Fault.bare503();
                case THROTTLE -> Fault.throttle();
            };
        }
    }

    private final Random random;
    private final Map<S3Call, Integer> calls = new HashMap<>();
    private final Set<String> played = new TreeSet<>();

    Troubles(long seed) {
        random = new Random(seed);
    }

    synchronized Fault of(String cognitoOperation) {
        if (!OF_WORKER.contains(cognitoOperation) || random.nextDouble() >= SHARE) {
            return Fault.none();
        }
        return play(cognitoOperation, Kind.values()[random.nextInt(Kind.values().length)]);
    }

    synchronized Fault of(S3Call call) {
        int turn = (calls.merge(call, 1, Integer::sum) - 1) % 4;
        if (turn >= 2) {
            return Fault.none();
        }
        // The bucket's keys hold a pool id, which is another each time.
        String what = call.operation() + " " + call.key().substring(call.key().lastIndexOf('/') + 1);
        boolean loses = turn == Math.floorMod(what.hashCode(), 2);
        Kind kind = loses ? Kind.LOSE_ANSWER : Kind.values()[1 + random.nextInt(Kind.values().length - 1)];
        return play(what, kind);
    }

    /** What has gone wrong, such as {@code PutObject latest.json LOSE_ANSWER}. */
    synchronized Set<String> played() {
        return new TreeSet<>(played);
    }

    private Fault play(String what, Kind kind) {
        played.add(what + " " + kind);
        return kind.fault();
    }
}
