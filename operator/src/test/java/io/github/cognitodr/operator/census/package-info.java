@NullMarked
package io.github.cognitodr.operator.census;

import org.jspecify.annotations.NullMarked;
