package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.terminal.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All checks, made once. */
public final class Examination {
    private static final String BOTH = "both";

    private final List<Finding> findings = new ArrayList<>();
    private final Optional<RecoveryEstimate> estimate;

    private Examination(Facts facts, Consumer<Finding> each) {
        for (Check check : Checks.all()) {
            for (Finding finding : findings(check, facts)) {
                findings.add(finding);
                each.accept(finding);
            }
        }
        estimate = RecoveryEstimate.of(facts);
    }

    /**
     * Makes the checks, and prints each line when it is known.
     *
     * @param withUsers whether both pools are listed, too
     * @throws CommandException if neither pool could be looked at
     */
    public static Examination of(Deployment deployment, boolean withUsers, Output output) {
        Facts facts = new FactReader(deployment, withUsers ? Optional.of(new ListedUsers(output)) : Optional.empty())
                .facts(Instant.now());
        refuseWhereNothingIsKnown(facts);
        Report report = new Report(output);
        Examination examination = of(facts, report::line);
        report.end(examination);
        return examination;
    }

    /** Of facts that are known. */
    static Examination of(Facts facts, Consumer<Finding> each) {
        return new Examination(facts, each);
    }

    public boolean isCritical() {
        return count(Severity.CRITICAL) > 0;
    }

    /** Whether all was looked at that somebody has asked for. */
    public boolean isComplete() {
        return unknown() == 0;
    }

    /** How many checks could not be made. */
    long unknown() {
        return findings.stream()
                .filter(finding -> finding.diagnosis().isUnknown())
                .count();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Optional<RecoveryEstimate> estimate() {
        return estimate;
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("checks", findings.stream().map(Finding::document).toList());
        estimate.ifPresent(known -> document.put("failover", known.document()));
        for (Severity severity : Severity.values()) {
            document.put(severity.label(), count(severity));
        }
        document.put("couldNotBeChecked", unknown());
        return document;
    }

    /** No credentials, a wrong Region, no network: the same line two dozen times would say less. */
    private static void refuseWhereNothingIsKnown(Facts facts) {
        try {
            // first, because it is quick to say who has no credentials
            facts.standby().stackStatus().ifKnown();
            facts.primary().stackStatus().ifKnown();
            facts.standby().description().get();
        } catch (UnknownFactException neither) {
            if (facts.primary().description().ifKnown().isEmpty()) {
                throw CommandException.aws(neither.why());
            }
        }
    }

    private static List<Finding> findings(Check check, Facts facts) {
        List<Finding> findings = new ArrayList<>();
        if (check instanceof Check.OfPool ofPool) {
            for (Side side : Side.values()) {
                findings.add(finding(
                        check,
                        side.label(),
                        () -> side == Side.STANDBY && isStandbyHidden(facts),
                        () -> ofPool.of(facts.pool(side))));
            }
        } else if (check instanceof Check.OfBoth ofBoth) {
            findings.add(finding(
                    check, BOTH, () -> isStandbyHidden(facts), () -> ofBoth.of(facts.primary(), facts.standby())));
        } else if (check instanceof Check.OfQueue ofQueue) {
            facts.queues()
                    .forEach(queue -> findings.add(finding(
                            check,
                            queue.name(),
                            () -> queue.queue().side() == Side.STANDBY && isStandbyHidden(facts),
                            () -> ofQueue.of(queue))));
        } else if (check instanceof Check.OfStandby ofStandby) {
            // without the bucket nothing that the standby alone knows comes home
            findings.add(finding(check, Side.STANDBY.label(), () -> true, () -> ofStandby.of(facts)));
        }
        return findings;
    }

    private static boolean isStandbyHidden(Facts facts) {
        return facts.standby().description().ifKnown().isEmpty();
    }

    /** @param needed whether a failover cannot be relied on where the check cannot be made */
    private static Finding finding(Check check, String about, BooleanSupplier needed, Supplier<Diagnosis> diagnosis) {
        try {
            return new Finding(check.id(), about, diagnosis.get());
        } catch (UnknownFactException unknown) {
            return new Finding(
                    check.id(),
                    about,
                    needed.getAsBoolean()
                            ? Diagnosis.unknownAndNeeded(unknown.why())
                            : Diagnosis.unknown(unknown.why()));
        }
    }
}
