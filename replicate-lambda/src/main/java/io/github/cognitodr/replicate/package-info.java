@NullMarked
package io.github.cognitodr.replicate;

import org.jspecify.annotations.NullMarked;
