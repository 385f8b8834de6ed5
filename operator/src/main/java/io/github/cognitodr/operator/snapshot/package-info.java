/** Reads the bucket of the snapshots; believes nothing of it that the hashes do not say. */
@NullMarked
package io.github.cognitodr.operator.snapshot;

import org.jspecify.annotations.NullMarked;
