package io.github.cognitodr.backup;

import java.util.Optional;

/**
 * A checkpoint as it stands in the store.
 *
 * @param checkpoint empty if it cannot be read, as after an update of this project
 * @param version of the object, opaque
 */
record SavedCheckpoint(Optional<Checkpoint> checkpoint, String version) {}
