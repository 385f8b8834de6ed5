/**
 * The bucket's layout and the forms of what lies in it, for those who write snapshots and those who read them. Data only:
 * no client of S3.
 */
@NullMarked
package io.github.cognitodr.userpool.snapshot;

import org.jspecify.annotations.NullMarked;
