package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.operator.census.Part;
import io.github.cognitodr.operator.census.PoolCensus;
import io.github.cognitodr.operator.census.WorkFile;
import io.github.cognitodr.operator.pool.InParallel;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the target: a few thousand users one by one, more of them by listing the pool once more, which bills nobody. For one
 * thread.
 */
final class TargetPresence implements Presence {
    private static final int MOST_LOOKUPS = 5_000;
    private static final int THREADS = 16;
    private static final int LISTINGS_AGAIN = 3;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    private final RestoreTarget target;
    private final Lookup lookup;
    private final Path directory;
    private final Output output;

    /** @param directory for a work file */
    TargetPresence(RestoreTarget target, Path directory, Output output) {
        this.target = target;
        this.lookup = new Lookup(target.pool());
        this.directory = directory;
        this.output = output;
    }

    @Override
    public Map<Ledger.Row, Found> of(List<Ledger.Row> rows, long failed) throws IOException {
        return rows.size() <= MOST_LOOKUPS ? byLookup(rows) : byListing(rows, failed);
    }

    private Map<Ledger.Row, Found> byLookup(List<Ledger.Row> rows) {
        Map<Ledger.Row, Found> found = new HashMap<>();
        if (rows.isEmpty()) {
            return found;
        }
        try (Progress progress = output.progress("Looking users up", rows.size(), "users")) {
            InParallel.run(
                    THREADS,
                    rows.iterator(),
                    row -> Map.entry(row, Found.of(lookup.find(row.signIn()), row.stableId())),
                    entry -> found.put(entry.getKey(), entry.getValue()),
                    () -> {},
                    progress);
        }
        return found;
    }

    /**
     * A listing may lack whoever came this moment. One that lacks more than have failed is taken again; those whom the last
     * one lacks are looked up, however many they are: nobody is called failed on a listing's word.
     */
    private Map<Ledger.Row, Found> byListing(List<Ledger.Row> rows, long failed) throws IOException {
        Map<Ledger.Row, Found> found = new HashMap<>();
        List<Ledger.Row> missing = list(rows, found);
        for (int again = 0; again < LISTINGS_AGAIN && missing.size() > Math.max(failed, MOST_LOOKUPS); again++) {
            pause();
            missing = list(rows, found);
        }
        found.putAll(byLookup(missing));
        return found;
    }

    /** Lists the pool, and returns whom it lacks. */
    private List<Ledger.Row> list(List<Ledger.Row> rows, Map<Ledger.Row, Found> found) throws IOException {
        List<Ledger.Row> missing = new ArrayList<>();
        Path file = directory.resolve("again.db");
        WorkFile.delete(file);
        try (Census census = Census.open(file, target.signIn(), target.caseSensitive())) {
            rows.forEach(row -> census.add(Part.SOURCE, person(row, target.signIn())));
            new PoolCensus(census, Clock.systemUTC(), output).list(Map.of(Part.TARGET, target.pool()));
            census.match();
            census.forEach(EnumSet.complementOf(EnumSet.of(Finding.EXTRA)), match -> {
                if (match.source() != null) {
                    Ledger.Row row = rows.get(Math.toIntExact(match.inSource().number()));
                    Found is = found(match);
                    found.put(row, is);
                    if (!is.isSomebody()) {
                        missing.add(row);
                    }
                }
                return true;
            });
        } finally {
            WorkFile.delete(file);
        }
        return missing;
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_AFTER.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        }
    }

    private static Found found(Match match) {
        return switch (match.finding()) {
            case SAME, CHANGED, UNFINISHED ->
                new Found(true, true, match.inTarget().lastModifiedAt());
            case TWICE -> new Found(true, true, Optional.empty());
            case CONFLICT, REPLACED, ADOPTABLE -> new Found(true, false, Optional.empty());
            case MISSING, EXTRA -> Found.NOBODY_FOUND;
        };
    }

    /** What matching goes by, and nothing else. */
    private static UserProfile person(Ledger.Row row, SignInAttribute signIn) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Attributes.SUB, row.stableId());
        if (signIn != SignInAttribute.USERNAME) {
            attributes.put(signIn.id(), row.signIn());
        }
        return new UserProfile(row.signIn(), attributes, "CONFIRMED", true, Optional.empty(), Optional.empty());
    }
}
