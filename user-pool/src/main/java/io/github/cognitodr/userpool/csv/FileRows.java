package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.csv.SeenNames.Comparison;
import io.github.cognitodr.userpool.csv.SeenNames.Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of one file, judged in their order, since a job takes the first of those who share a name. Not thread-safe. */
final class FileRows {
    private final RowCheck check;
    private final UsernameRule usernames;
    private final ExistingUsers existing;
    private final SeenNames seen;

    FileRows(PoolSchema pool, List<String> columns, ExistingUsers existing) {
        this.check = new RowCheck(pool, columns);
        this.usernames = new UsernameRule(pool);
        this.existing = existing;
        this.seen = new SeenNames(pool.usernameCase());
    }

    RowVerdict judge(int line, String text) {
        RowCheck.Row row = check.look(text);
        RowVerdict alone = RowVerdict.of(line, row.findings());
        if (alone instanceof RowVerdict.Imported) {
            return amongOthers(line, row.values());
        }
        if (alone instanceof RowVerdict.Undocumented) {
            rememberPerhaps(line, row.values());
            check.readings(text).forEach(values -> rememberPerhaps(line, values));
        }
        return alone;
    }

    /** Which of the username and the contact counts may be in doubt itself. */
    private void rememberPerhaps(int line, Map<String, String> values) {
        remember(line, values, false);
        remember(line, Map.of(UsernameRule.COLUMN, values.getOrDefault(UsernameRule.COLUMN, "")), false);
    }

    private RowVerdict amongOthers(int line, Map<String, String> values) {
        List<RowFinding> doubts = new ArrayList<>();
        for (Map.Entry<String, String> signIn : usernames.signInValues(values).entrySet()) {
            String column = signIn.getKey();
            Comparison other = seen.compare(column, signIn.getValue());
            if (other.likeness() == Likeness.SAME) {
                return skipped(line, RowFinding.likeLine(other.line(), column, RowRule.TWICE));
            }
            if (existing.contains(signIn.getValue())) {
                return skipped(line, RowFinding.in(column, RowRule.EXISTS));
            }
            if (other.likeness() == Likeness.PERHAPS_THE_SAME) {
                doubts.add(RowFinding.likeLine(other.line(), column, RowRule.PERHAPS_TWICE));
            }
        }
        usernames.aliases(values).forEach((column, value) -> {
            Comparison other = seen.compare(column, value);
            if (other.likeness() != Likeness.NEW) {
                doubts.add(RowFinding.likeLine(other.line(), column, RowRule.ALIAS_TAKEN));
            } else if (existing.contains(value)) {
                doubts.add(RowFinding.in(column, RowRule.ALIAS_TAKEN));
            }
        });
        remember(line, values, doubts.isEmpty());
        return RowVerdict.of(line, doubts);
    }

    private static RowVerdict skipped(int line, RowFinding cause) {
        return RowVerdict.of(line, List.of(cause));
    }

    private void remember(int line, Map<String, String> values, boolean certain) {
        usernames.signInValues(values).forEach((column, value) -> seen.add(column, value, line, certain));
        usernames.aliases(values).forEach((column, value) -> seen.add(column, value, line, certain));
    }
}
