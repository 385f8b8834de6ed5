/** Listing a pool of any size in several lanes at once, with bounded memory. The listing itself is a port. */
@NullMarked
package io.github.cognitodr.userpool.listing;

import org.jspecify.annotations.NullMarked;
