package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.util.Optional;

/**
 * What is wanted of a restore.
 *
 * @param snapshot empty for the latest
 * @param into whose import role is used, and whose pool where none is named
 * @param intoPool a pool that is none of the two sides' own
 * @param rebuildPrimary whether people who were deleted in the primary come back
 * @param mark whether users who are brought home are marked in the pool that they come from
 * @param updateChanged whether what differs is brought over wherever the snapshot's record is the newer one
 * @param disable whether whom the snapshot has disabled is disabled
 * @param rowsPerFile of an import job at the most
 * @param fresh whether to begin anew where an earlier run was interrupted
 */
public record RestoreRequest(
        Optional<SnapshotId> snapshot,
        Side into,
        Optional<UserPoolId> intoPool,
        boolean rebuildPrimary,
        boolean mark,
        boolean updateChanged,
        boolean disable,
        long rowsPerFile,
        boolean fresh) {}
