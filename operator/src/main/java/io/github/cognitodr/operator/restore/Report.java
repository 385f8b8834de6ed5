package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.ExitCode;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.UserList;
import io.github.cognitodr.userpool.snapshot.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what became of each user of the snapshot. */
final class Report {
    private static final int SHOWN = 50;
    private static final int IN_DOCUMENT = 10_000;

    private final Manifest manifest;
    private final RestoreTarget target;
    private final Ledger ledger;
    private final Output output;

    Report(Manifest manifest, RestoreTarget target, Ledger ledger, Output output) {
        this.manifest = manifest;
        this.target = target;
        this.ledger = ledger;
        this.output = output;
    }

    /**
     * Writes the result.
     *
     * @param file for everybody who is not there
     * @param marked whether nobody is left to be marked
     * @return an exit code
     */
    int write(Path file, boolean marked) {
        Map<Outcome, Map<String, Long>> outcomes = ledger.outcomes();
        long users = outcomes.values().stream().mapToLong(Plan::sum).sum();
        boolean whole = users == manifest.contents().users() && ledger.count() == users;
        long troubles = outcomes.entrySet().stream()
                .filter(outcome -> outcome.getKey().isTrouble())
                .mapToLong(outcome -> Plan.sum(outcome.getValue()))
                .sum();
        try (UserList all = new UserList(0, Optional.of(file));
                UserList shown = new UserList(output.isJson() ? IN_DOCUMENT : SHOWN, Optional.empty())) {
            for (Outcome outcome : List.of(
                    Outcome.FAILED, Outcome.IN_CONFLICT, Outcome.DIFFERS, Outcome.LEFT_OUT, Outcome.DELETED_THERE)) {
                ledger.forEach(outcome, user -> {
                    Map<String, Object> named = named(user);
                    all.add(named);
                    if (outcome.isTrouble() || outcome == Outcome.DIFFERS) {
                        shown.add(named);
                    }
                });
            }
            boolean written = all.count() > 0;
            say(outcomes, users, shown, written ? Optional.of(file) : Optional.empty());
            document(outcomes, shown, written ? Optional.of(file) : Optional.empty());
        }
        if (!whole) {
            output.warning(String.format(
                    Locale.ROOT,
                    "This does not add up: the snapshot has %,d users, and %,d are accounted for. Please report it.",
                    manifest.contents().users(),
                    users));
            return ExitCode.SOME_USERS;
        }
        if (troubles > 0) {
            return ExitCode.SOME_USERS;
        }
        return marked ? ExitCode.DONE : ExitCode.AWS_REFUSED;
    }

    private void say(Map<Outcome, Map<String, Long>> outcomes, long users, UserList shown, Optional<Path> file) {
        result(String.format(
                Locale.ROOT, "%,d users of the snapshot %s, and %s:", users, manifest.snapshotId(), target.pool()));
        CountLines table = new CountLines();
        for (Outcome outcome : Outcome.values()) {
            Map<String, Long> reasons = outcomes.getOrDefault(outcome, Map.of());
            if (reasons.isEmpty()) {
                table.add(0, outcome.label(), "");
            } else {
                table.add(outcome, reasons);
            }
        }
        table.lines().forEach(output::result);
        long marked = ledger.countMarked();
        if (marked > 0) {
            result(String.format(
                    Locale.ROOT,
                    "%,d users were marked as brought home in %s.",
                    marked,
                    manifest.userPoolId().value()));
        }
        if (outcomes.containsKey(Outcome.DIFFERS)) {
            result(Plan.DIFFERING);
        }
        if (shown.count() > 0) {
            output.result("By stable id:");
            for (Map<String, Object> user : shown.first()) {
                output.result("  " + user.get("stableId"));
                String reason = String.valueOf(user.getOrDefault("reason", ""));
                Paragraph.lines("    ", user.get("outcome") + (reason.isEmpty() ? "" : ": " + reason))
                        .forEach(output::result);
            }
            long more = shown.count() - shown.first().size();
            if (more > 0) {
                output.result(String.format(Locale.ROOT, "  and %,d more", more));
            }
        }
        file.ifPresent(path -> {
            output.result("All who are not there, or differ, are in");
            output.result("  " + path);
        });
    }

    private void document(Map<Outcome, Map<String, Long>> outcomes, UserList shown, Optional<Path> file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("snapshot", manifest.snapshotId().value());
        document.put("from", manifest.userPoolId().value());
        document.put("into", target.pool().id().value());
        document.put("users", manifest.contents().users());
        Map<String, Object> reasons = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            Map<String, Long> found = outcomes.getOrDefault(outcome, Map.of());
            document.put(outcome.id(), Plan.sum(found));
            Map<String, Long> named = new LinkedHashMap<>(found);
            named.remove("");
            if (!named.isEmpty()) {
                reasons.put(outcome.id(), named);
            }
        }
        document.put("marked", ledger.countMarked());
        document.put("reasons", reasons);
        document.put("list", new ArrayList<>(shown.first()));
        file.ifPresent(path -> document.put("report", path.toString()));
        output.document(document);
    }

    private static Map<String, Object> named(Ledger.Named user) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("stableId", user.stableId());
        named.put("outcome", user.outcome().label());
        named.put("reason", user.reason());
        return named;
    }

    private void result(String text) {
        Paragraph.lines("", text).forEach(output::result);
    }
}
