package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Spans;
import io.github.cognitodr.operator.terminal.Table;
import io.github.cognitodr.userpool.snapshot.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is going to be done, in words. */
final class Plan {
    private final Manifest manifest;
    private final RestoreTarget target;
    private final Ledger ledger;

    Plan(Manifest manifest, RestoreTarget target, Ledger ledger) {
        this.manifest = manifest;
        this.target = target;
        this.ledger = ledger;
    }

    /** Whether there is nothing to be done in the target. */
    boolean isEmpty() {
        return ledger.count(Task.NONE) == ledger.count();
    }

    List<String> lines(long toMark) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Snapshot %s of the pool %s, %,d users,",
                manifest.snapshotId(),
                manifest.userPoolId().value(),
                manifest.contents().users()));
        lines.add("into " + target.pool() + ":");
        Table table = new Table();
        int files = ledger.files().size();
        row(table, ledger.countOpen(Task.IMPORT), "to import", files == 1 ? "by 1 job" : "by " + files + " jobs");
        ledger.reasons(Task.CREATE)
                .forEach((reason, count) ->
                        row(table, count, "to create", "by the API: " + (reason.isEmpty() ? "left open" : reason)));
        row(table, ledger.countOpen(Task.CHANGE), "to change", "there, but the snapshot's record is newer");
        ledger.outcomes()
                .forEach((outcome, reasons) -> reasons.forEach((reason, count) ->
                        row(table, count, outcome.label(), reason.isEmpty() ? outcome.meaning() : reason)));
        table.lines().forEach(line -> lines.add("  " + line));
        if (toMark > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Then up to %,d users who were born in %s are marked there.",
                    toMark,
                    manifest.userPoolId().value()));
        }
        Duration byApi = byApi(toMark);
        if (!byApi.isZero()) {
            lines.add("By the API that takes " + Spans.inWords(byApi) + " at the least.");
        }
        if (ledger.countOpen(Task.IMPORT) > 0) {
            lines.add("Of import jobs Cognito publishes no rate. Who is imported chooses a new password.");
        }
        return lines;
    }

    /** The same for scripts. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("snapshot", manifest.snapshotId().value());
        document.put("from", manifest.userPoolId().value());
        document.put("into", target.pool().id().value());
        document.put("users", manifest.contents().users());
        document.put("toImport", ledger.countOpen(Task.IMPORT));
        document.put("toCreate", ledger.countOpen(Task.CREATE));
        document.put("toChange", ledger.countOpen(Task.CHANGE));
        Map<Outcome, Map<String, Long>> outcomes = ledger.outcomes();
        for (Outcome outcome : Outcome.values()) {
            document.put(outcome.id(), sum(outcomes.getOrDefault(outcome, Map.of())));
        }
        return document;
    }

    private Duration byApi(long toMark) {
        OperatorPool pool = target.pool();
        double creations = Math.min(pool.rate(Category.USER_CREATION), pool.rate(Category.USER_ACCOUNT_RECOVERY));
        double seconds = ledger.countOpen(Task.CREATE) / creations
                + (ledger.countOpen(Task.CHANGE) + toMark) / pool.rate(Category.USER_UPDATE);
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    private static void row(Table table, long count, String what, String more) {
        if (count > 0) {
            table.row(String.format(Locale.ROOT, "%,12d", count), what, more);
        }
    }

    /** The sum of a table of reasons. */
    static long sum(Map<String, Long> reasons) {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
}
