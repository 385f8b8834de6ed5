package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.operator.census.Part;
import io.github.cognitodr.operator.census.PoolPair;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.UserList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cognito-dr compare}: how the two pools differ, user by user. Changes nothing. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Compares the two pools, user by user, and changes nothing.",
            "",
            "Users are the same person only if their stable ids are equal: custom:origin_sub, or sub where there is"
                    + " none. They are named by it. Both pools are listed by ListUsers alone, which bills nobody."
        },
        footer = {
            "",
            "Exit code 0: the pools agree; 1: they do not.",
            "",
            "Examples:",
            "  cognito-dr compare",
            "  cognito-dr compare --out differences.jsonl",
            "  cognito-dr compare --json --limit 0 | jq .findings"
        })
final class CompareCommand extends OperatorCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many users to name on the terminal (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to name all of them, a JSON object a line.")
    private @Nullable Path out;

    @Option(names = "--fresh", description = "List both pools again, even if that was interrupted a moment ago.")
    private boolean fresh;

    @Override
    int run(Session session) throws IOException {
        try (PoolPair pair = PoolPair.take(
                        session.deployment(),
                        session.workDirectory(),
                        "compare",
                        fresh,
                        Clock.systemUTC(),
                        session.output());
                UserList users = new UserList(limit, Optional.ofNullable(out))) {
            Map<Difference, Long> counts = count(pair.census(), users);
            say(session, pair.census(), counts, users);
            pair.finish();
            boolean agree = counts.keySet().stream().allMatch(difference -> difference == Difference.SAME);
            return agree ? ExitCode.DONE : ExitCode.SOME_USERS;
        }
    }

    /** What a finding means between a primary and its standby. */
    enum Difference {
        SAME("same", "in both, alike"),
        CHANGED("changed", "in both, but not alike: sync brings the primary's attributes over"),
        UNFINISHED("unfinished", "a copy that was left half way, unable to recover the account: sync finishes it"),
        MISSING("missing", "in the primary only: sync creates them in the standby"),
        ADOPTABLE("adoptable", "an older copy without custom:origin_sub, by its verified address: sync --adopt"),
        CONFLICT(
                "in conflict", "the address belongs to somebody else in the standby: nothing is changed, look at them"),
        BORN("born there", "signed up in the standby: restore brings them home"),
        GONE("gone", "copies whose owner is gone from the primary: sync disables them"),
        TWICE("twice", "two users of one pool with one stable id: critical, nobody can say who is who");

        private final String label;
        private final String meaning;

        Difference(String label, String meaning) {
            this.label = label;
            this.meaning = meaning;
        }

        /** For people, within the width of a terminal. */
        List<String> lines(long count) {
            return Paragraph.lines(String.format(Locale.ROOT, "%-11s  %,12d  ", label, count), meaning);
        }

        static Difference of(Match match) {
            return switch (match.finding()) {
                case SAME -> SAME;
                case CHANGED -> CHANGED;
                case UNFINISHED -> UNFINISHED;
                case MISSING -> MISSING;
                case ADOPTABLE -> ADOPTABLE;
                case CONFLICT, REPLACED -> CONFLICT;
                case EXTRA -> match.inTarget().bornThere() ? BORN : GONE;
                case TWICE -> TWICE;
            };
        }
    }

    private static Map<Difference, Long> count(Census census, UserList users) {
        Map<Difference, AtomicLong> counts = new EnumMap<>(Difference.class);
        census.forEach(EnumSet.complementOf(EnumSet.of(Finding.SAME)), match -> {
            Difference difference = Difference.of(match);
            counts.computeIfAbsent(difference, none -> new AtomicLong()).incrementAndGet();
            users.add(named(difference, match));
            return true;
        });
        Map<Difference, Long> all = new EnumMap<>(Difference.class);
        counts.forEach((difference, count) -> all.put(difference, count.get()));
        long same = census.findings().getOrDefault(Finding.SAME, 0L);
        if (same > 0) {
            all.put(Difference.SAME, same);
        }
        return all;
    }

    private static Map<String, Object> named(Difference difference, Match match) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("finding", difference.label);
        named.put("stableId", match.stableId());
        named.put("primarySub", sub(match.source()));
        named.put("standbySub", sub(match.target()));
        boolean samePerson = Set.of(Finding.CHANGED, Finding.UNFINISHED).contains(match.finding());
        named.put("differs", samePerson ? String.join(", ", differing(match)) : "");
        return named;
    }

    private static List<String> differing(Match match) {
        List<String> names = new ArrayList<>(match.attributes());
        if (match.differsInEnabled()) {
            names.add(match.inSource().enabled() ? "disabled in the standby" : "disabled in the primary");
        }
        return names;
    }

    private static String sub(@Nullable CensusUser user) {
        return user == null ? "" : user.sub();
    }

    private void say(Session session, Census census, Map<Difference, Long> counts, UserList users) {
        session.output().result(line(session, "Primary", Side.PRIMARY, census.count(Part.SOURCE)));
        session.output().result(line(session, "Standby", Side.STANDBY, census.count(Part.TARGET)));
        session.output().result("");
        Map<String, Object> findings = new LinkedHashMap<>();
        for (Difference difference : Difference.values()) {
            long count = counts.getOrDefault(difference, 0L);
            findings.put(difference.name(), count);
            difference.lines(count).forEach(session.output()::result);
        }
        if (users.count() > 0) {
            session.output().result("");
            users.lines().forEach(session.output()::result);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("primary", pool(session, Side.PRIMARY, census.count(Part.SOURCE)));
        document.put("standby", pool(session, Side.STANDBY, census.count(Part.TARGET)));
        document.put("findings", findings);
        document.put("differences", users.first());
        session.output().document(document);
    }

    private static String line(Session session, String name, Side side, long users) {
        return String.format(
                Locale.ROOT, "%s %s: %,d users.", name, session.deployment().poolId(side), users);
    }

    private static Map<String, Object> pool(Session session, Side side, long users) {
        return Map.of("userPoolId", session.deployment().poolId(side).value(), "users", users);
    }
}
