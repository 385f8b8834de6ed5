/** Brings the users of a snapshot back into a pool. */
@NullMarked
package io.github.cognitodr.operator.restore;

import org.jspecify.annotations.NullMarked;
