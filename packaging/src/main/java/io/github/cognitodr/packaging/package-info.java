/** A step of the build. Nothing of it is deployed. */
@NullMarked
package io.github.cognitodr.packaging;

import org.jspecify.annotations.NullMarked;
