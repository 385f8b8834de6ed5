package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.Spans;
import io.github.cognitodr.userpool.snapshot.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is going to be done, in words. */
final class Plan {
    /** What to do about those who differ. */
    static final String DIFFERING =
            "Who differs is left as it is, for a record's date does not tell which attribute is the"
                    + " newer one. --update-changed brings over what differs wherever the snapshot's record is the newer one;"
                    + " --disable disables whom the snapshot has disabled.";

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
        lines.addAll(Paragraph.lines(
                "",
                String.format(
                        Locale.ROOT,
                        "Snapshot %s of the pool %s, %,d users,",
                        manifest.snapshotId(),
                        manifest.userPoolId().value(),
                        manifest.contents().users())));
        lines.addAll(Paragraph.lines("", "into " + target.pool() + ":"));
        CountLines table = new CountLines();
        int files = ledger.files().size();
        row(table, ledger.countOpen(Task.IMPORT), "to import", files == 1 ? "by 1 job" : "by " + files + " jobs");
        ledger.reasons(Task.CREATE)
                .forEach((reason, count) ->
                        row(table, count, "to create", "by the API: " + (reason.isEmpty() ? "left open" : reason)));
        long toDisable = toDisable();
        row(
                table,
                ledger.countOpen(Task.CHANGE) - toDisable,
                "to change",
                "there, but changed in the snapshot's pool since");
        row(table, toDisable, "to disable", "disabled in the snapshot; what else differs as well");
        Map<Outcome, Map<String, Long>> outcomes = ledger.outcomes();
        outcomes.forEach(table::add);
        lines.addAll(table.lines());
        if (outcomes.containsKey(Outcome.DIFFERS)) {
            lines.addAll(Paragraph.lines("", DIFFERING));
        }
        if (toMark > 0) {
            lines.addAll(Paragraph.lines(
                    "",
                    String.format(
                            Locale.ROOT,
                            "Then up to %,d users who were born in %s are marked there.",
                            toMark,
                            manifest.userPoolId().value())));
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
        long toDisable = toDisable();
        document.put("toChange", ledger.countOpen(Task.CHANGE) - toDisable);
        document.put("toDisable", toDisable);
        Map<Outcome, Map<String, Long>> outcomes = ledger.outcomes();
        for (Outcome outcome : Outcome.values()) {
            document.put(outcome.id(), sum(outcomes.getOrDefault(outcome, Map.of())));
        }
        return document;
    }

    private long toDisable() {
        return ledger.reasons(Task.CHANGE).getOrDefault(Planning.DISABLE, 0L);
    }

    private Duration byApi(long toMark) {
        OperatorPool pool = target.pool();
        double creations = Math.min(pool.rate(Category.USER_CREATION), pool.rate(Category.USER_ACCOUNT_RECOVERY));
        double seconds = ledger.countOpen(Task.CREATE) / creations
                + (ledger.countOpen(Task.CHANGE) + toMark) / pool.rate(Category.USER_UPDATE);
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    private static void row(CountLines table, long count, String what, String more) {
        if (count > 0) {
            table.add(count, what, more);
        }
    }

    /** The sum of a table of reasons. */
    static long sum(Map<String, Long> reasons) {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
}
