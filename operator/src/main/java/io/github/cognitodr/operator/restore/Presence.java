package io.github.cognitodr.operator.restore;

import io.github.cognitodr.userpool.UserProfile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who of some rows is in the target, whatever a job or a log has said. */
@FunctionalInterface
interface Presence {

    /**
     * Asks for all of these rows.
     *
     * @param failed how many of them can be missing, by what the job has counted
     */
    Map<Ledger.Row, Found> of(List<Ledger.Row> rows, long failed) throws IOException;

    /**
     * Who is there under a row's sign-in value.
     *
     * @param isSomebody whether anybody is
     * @param isSame whether it is the row's own person, by the stable id
     * @param createdAt by Cognito's clock, where known
     */
    record Found(boolean isSomebody, boolean isSame, Optional<Instant> createdAt) {
        static final Found NOBODY_FOUND = new Found(false, false, Optional.empty());

        static Found of(Optional<UserProfile> user, String stableId) {
            return user.map(there -> new Found(true, there.stableId().equals(stableId), there.createdAt()))
                    .orElse(NOBODY_FOUND);
        }

        /** Whether the user is there since the job began, and not from before. */
        boolean isSince(Instant start) {
            return createdAt.map(at -> !at.isBefore(start)).orElse(true);
        }
    }
}
