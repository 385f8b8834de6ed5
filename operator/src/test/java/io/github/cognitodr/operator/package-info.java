@NullMarked
package io.github.cognitodr.operator;

import org.jspecify.annotations.NullMarked;
