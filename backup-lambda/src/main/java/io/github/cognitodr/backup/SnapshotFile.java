package io.github.cognitodr.backup;

/**
 * A finished file of a snapshot, as its manifest names it.
 *
 * @param rows users in it; the header of a CSV is not counted
 * @param bytes size of the object
 * @param sha256 of the object's bytes, lower-case hexadecimal
 */
record SnapshotFile(String key, long rows, long bytes, String sha256) {}
