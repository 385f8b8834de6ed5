package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.deployment.Queue;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.redrive.Verdict.Fate;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * Sends the dead letters of one queue round again. A message is sent first and deleted then: whoever ends this in between
 * leaves it twice, which the workers do not mind, and never loses it. For one thread.
 */
public final class Redrive {
    /** Looked up, shown, and dealt with within the time for which they are held. */
    private static final int ROUND = 500;

    private final Queue queue;
    private final DeadLetters letters;
    private final Inquest inquest;
    private final RedriveChoices choices;
    private final Output output;

    private Redrive(Queue queue, DeadLetters letters, Inquest inquest, RedriveChoices choices, Output output) {
        this.queue = queue;
        this.letters = letters;
        this.inquest = inquest;
        this.choices = choices;
        this.output = output;
    }

    /** Finds the queues and what the verdicts rest on. */
    public static Redrive of(Deployment deployment, Queue queue, RedriveChoices choices, Output output) {
        DeadLetters letters = new DeadLetters(deployment, queue);
        return new Redrive(
                queue, letters, queue == Queue.RETRY ? signUps(deployment) : snapshots(deployment), choices, output);
    }

    private static Inquest signUps(Deployment deployment) {
        OperatorPool primary = deployment.pool(Side.PRIMARY);
        OperatorPool standby = deployment.pool(Side.STANDBY);
        UserPoolType description = standby.describe();
        return new SignUpInquest(
                primary.id(),
                username -> find(primary, deployment, username),
                value -> find(standby, deployment, value),
                OperatorPool.signIn(description),
                description.schemaAttributes().stream()
                        .map(SchemaAttributeType::name)
                        .collect(Collectors.toSet()));
    }

    private static Optional<UserProfile> find(OperatorPool pool, Deployment deployment, String name) {
        return pool.call(
                Category.USER_READ,
                "AdminGetUser",
                cognito -> pool.unpaced()
                        .find(name, Deadline.in(deployment.patience().attempt())));
    }

    private static Inquest snapshots(Deployment deployment) {
        return new SnapshotInquest(deployment.poolId(Side.STANDBY), NewestSnapshot.of(deployment), Instant.now());
    }

    /**
     * Shows what is there, and deals with it where that is wanted, some hundred messages at a time.
     *
     * @param consent asked with the plan of each round
     */
    public RedriveResult run(Predicate<List<String>> consent) {
        RedriveResult result = new RedriveResult(queue);
        List<DeadLetter> kept = new ArrayList<>();
        try {
            while (result.received() < choices.limit()) {
                List<DeadLetter> round = letters.receive(Math.min(ROUND, choices.limit() - result.received()));
                kept.addAll(round);
                if (round.isEmpty()) {
                    break;
                }
                Map<DeadLetter, Verdict> verdicts = judge(round);
                result.add(verdicts.values());
                boolean anything = verdicts.values().stream().anyMatch(Verdict::isDealtWith);
                if (!consent(anything, result, consent)) {
                    break;
                }
                carryOut(verdicts, kept, result);
            }
        } finally {
            kept.forEach(letters::giveBack);
        }
        return result;
    }

    private static boolean consent(boolean anything, RedriveResult result, Predicate<List<String>> consent) {
        List<String> plan = result.plan();
        if (anything) {
            return consent.test(plan);
        }
        result.nothingToDo(plan);
        return false;
    }

    private Map<DeadLetter, Verdict> judge(List<DeadLetter> round) {
        Map<DeadLetter, Verdict> verdicts = new LinkedHashMap<>();
        try (Progress progress = output.progress("Looking at dead letters", round.size(), "messages")) {
            for (DeadLetter letter : round) {
                verdicts.put(letter, choices.apply(inquest.of(letter)));
                progress.step(1);
            }
        }
        return verdicts;
    }

    private void carryOut(Map<DeadLetter, Verdict> verdicts, List<DeadLetter> kept, RedriveResult result) {
        verdicts.forEach((letter, verdict) -> {
            if (!verdict.isDealtWith()) {
                return;
            }
            if (!letters.hold(letter)) {
                result.cameBack();
                kept.remove(letter);
                return;
            }
            if (verdict.isSent()) {
                boolean forced = verdict.fate() == Fate.SEND_ANYWAY;
                letters.send(forced ? letter.without(SignInCheck.MESSAGE_ATTRIBUTE) : letter, inquest.group());
            }
            letters.delete(letter);
            kept.remove(letter);
            result.done(verdict.fate());
        });
    }
}
