package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a pool's snapshot has come, and who is at work on it: the one object of a pool that its workers agree by. It is
 * written only in the place of the version that the writer has read or written last (If-Match), so of any number of
 * workers the one whose claim was written last goes on, and every other one finds out at its next write. Immutable.
 *
 * @param run counts the claims on this snapshot, from 1; in the names of the files, so that no two workers ever write to
 *     the same key
 * @param writer random, and of one claim: no two versions of the object are ever the same
 * @param deliveries claims since pages were last saved, this one included
 * @param rules fingerprint of the import rules that the rows were written by
 * @param finishedAt when the listing was complete
 */
record Checkpoint(
        SnapshotId snapshot,
        Phase phase,
        int run,
        String writer,
        int deliveries,
        Retention retention,
        String rules,
        List<String> csvHeader,
        List<Lane> lanes,
        SnapshotContents contents,
        Optional<Instant> finishedAt) {

    /** (Facts, ListUsers: a pagination token lives 1 hour; less what may pass before it is used) */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(55);

    /** What becomes of a snapshot. */
    enum Phase {
        /** Pages are being written. */
        LISTING,

        /** All files are complete. Whoever comes writes the manifest, always the same one. */
        LISTED,

        /** There is nothing more to do. */
        SEALED
    }

    Checkpoint {
        csvHeader = List.copyOf(csvHeader);
        lanes = List.copyOf(lanes);
        if (finishedAt.isPresent() != (phase == Phase.LISTED)) {
            throw new IllegalArgumentException("A checkpoint that is " + phase + ", finished: " + finishedAt);
        }
    }

    /** A new snapshot, claimed by who begins it. */
    static Checkpoint begin(
            SnapshotId snapshot,
            String writer,
            Retention retention,
            String rules,
            List<String> csvHeader,
            List<Lane> lanes) {
        return new Checkpoint(
                snapshot,
                Phase.LISTING,
                1,
                writer,
                1,
                retention,
                rules,
                csvHeader,
                lanes,
                SnapshotContents.NONE,
                Optional.empty());
    }

    /** The same snapshot, claimed by another run. */
    Checkpoint claimedBy(String nextWriter) {
        return new Checkpoint(
                snapshot,
                phase,
                run + 1,
                nextWriter,
                deliveries + 1,
                retention,
                rules,
                csvHeader,
                lanes,
                contents,
                finishedAt);
    }

    /** With more pages in complete files. */
    Checkpoint at(List<Lane> written, SnapshotContents complete) {
        return new Checkpoint(
                snapshot, phase, run, writer, 0, retention, rules, csvHeader, written, complete, finishedAt);
    }

    /** With all pages in complete files. */
    Checkpoint listed(SnapshotContents complete, Instant now) {
        return new Checkpoint(
                snapshot,
                Phase.LISTED,
                run,
                writer,
                0,
                retention,
                rules,
                csvHeader,
                List.of(),
                complete,
                Optional.of(now));
    }

    /** With nothing more to do. */
    Checkpoint sealed() {
        return new Checkpoint(
                snapshot,
                Phase.SEALED,
                run,
                writer,
                0,
                retention,
                rules,
                csvHeader,
                List.of(),
                SnapshotContents.NONE,
                Optional.empty());
    }

    /** The manifest of a snapshot that is {@link Phase#LISTED}. */
    Manifest manifest(UserPoolId pool) {
        return new Manifest(pool, snapshot, finishedAt.orElseThrow(), contents, csvHeader);
    }

    /** Whether Cognito would refuse to go on with one of the lanes. */
    boolean hasExpired(Instant now) {
        return lanes.stream()
                .flatMap(lane -> lane.tokenAt().stream())
                .anyMatch(given -> given.plus(TOKEN_LIFE).isBefore(now));
    }
}
