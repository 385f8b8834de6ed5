@NullMarked
package io.github.cognitodr.operator.pool;

import org.jspecify.annotations.NullMarked;
