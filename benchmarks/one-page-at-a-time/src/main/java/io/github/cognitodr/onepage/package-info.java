/** What the snapshots are measured beside. */
@NullMarked
package io.github.cognitodr.onepage;

import org.jspecify.annotations.NullMarked;
