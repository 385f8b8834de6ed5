@NullMarked
package io.github.cognitodr.drill;

import org.jspecify.annotations.NullMarked;
